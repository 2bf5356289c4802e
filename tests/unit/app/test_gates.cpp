#include <catch2/catch.hpp>

#include "eksplan/app/gates.hpp"

namespace eksplan::app {
namespace {

using model::Basis;
using model::FindingSeverity;

model::Finding finding(FindingSeverity severity, Basis basis = Basis::documented) {
  model::Finding made;
  made.severity = severity;
  made.basis = basis;
  return made;
}

const std::vector<model::Finding> kFindings{
    finding(FindingSeverity::block), finding(FindingSeverity::warn),
    finding(FindingSeverity::warn, Basis::inferred), finding(FindingSeverity::cost),
    finding(FindingSeverity::note)};

GateValues gate_values() {
  return {.hourly = *units::parse_price("1.5"),
          .monthly = *units::parse_price("1095"),
          .findings = kFindings,
          .incomplete = 2};
}

TEST_CASE("without gates nothing fails", "[app]") {
  const auto verdict = judge({}, gate_values());
  CHECK(verdict.gates.empty());
  CHECK(verdict.exit == ExitCode::done);
}

TEST_CASE("an ignored finding is held against nobody", "[app]") {
  auto ignored = finding(FindingSeverity::block);
  ignored.ignored = model::IgnoreNote{.reason = "known", .in_source = true};
  auto guessed = finding(FindingSeverity::warn, Basis::inferred);
  const std::vector<model::Finding> findings{ignored, guessed};
  GateOptions options;
  options.fail_on = FindingSeverity::block;
  CHECK(judge(options, {.hourly = {}, .monthly = {}, .findings = findings}).exit == ExitCode::done);
  CHECK(count_inferred(findings) == 1);
}

TEST_CASE("a budget fails above its limit, not at it", "[app]") {
  GateOptions options;
  options.max_hourly = *units::parse_price("1.5");
  CHECK(judge(options, gate_values()).exit == ExitCode::done);
  options.max_hourly = *units::parse_price("1.499999999");
  CHECK(judge(options, gate_values()).exit == ExitCode::cost_gate);
  options.max_hourly.reset();
  options.max_monthly = *units::parse_price("1094.99");
  const auto verdict = judge(options, gate_values());
  REQUIRE(verdict.gates.size() == 1);
  CHECK(verdict.gates[0].name == "max-monthly");
  CHECK(verdict.gates[0].failed);
  CHECK(std::get<units::Decimal>(verdict.gates[0].value).text() == "1095");
}

struct GatesRow {
  FindingSeverity severity;
  bool strict;
  std::string count;
};

TEST_CASE("a finding gate counts that severity and graver ones, inferred ones only when strict",
          "[app]") {
  const auto row =
      GENERATE(Catch::Generators::values<GatesRow>({{FindingSeverity::block, false, "1"},
                                                    {FindingSeverity::warn, false, "2"},
                                                    {FindingSeverity::warn, true, "3"},
                                                    {FindingSeverity::cost, false, "3"}}));
  GateOptions options;
  options.fail_on = row.severity;
  options.strict = row.strict;
  const auto verdict = judge(options, gate_values());
  CHECK(std::get<units::Decimal>(verdict.gates[0].value).text() == row.count);
  CHECK(verdict.exit == ExitCode::finding_gate);
}

TEST_CASE("of several failed gates the smallest code counts", "[app]") {
  GateOptions options;
  options.strict = true;
  CHECK(judge(options, gate_values()).exit == ExitCode::incomplete);
  options.max_hourly = units::Money{};
  CHECK(judge(options, gate_values()).exit == ExitCode::cost_gate);
  options.fail_on = FindingSeverity::block;
  CHECK(judge(options, gate_values()).exit == ExitCode::finding_gate);
}

}  // namespace
}  // namespace eksplan::app
