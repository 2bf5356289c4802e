#include <string>
#include <vector>

#include "sample_result.hpp"
#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/report/from_saved.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::report {
namespace {

// The result as it is after it was saved and read back.
Result reread(const Result& result) {
  diag::Diagnostics found;
  const auto saved = saved::read("plan.json", json(result), found);
  REQUIRE(saved.has_value());
  return from_saved(*saved);
}

std::vector<std::string> every_output(const Result& result) {
  std::vector<std::string> outputs{json(result), markdown(result), sarif(result), junit(result),
                                   table(result, {})};
  for (const auto view : kViews) {
    outputs.push_back(csv(result, view));
    outputs.push_back(tsv(result, view));
    outputs.push_back(table(result, {.width = 100, .ascii = true, .color = true, .view = view}));
  }
  return outputs;
}

Result with_gates() {
  auto result = sample_result();
  result.gates = {
      {"fail-on", std::string("cost"), units::Decimal::whole(2), true},
      {"max-monthly", units::Decimal::whole(10), units::Decimal::whole(9), false},
      {"strict", units::Decimal{}, units::Decimal::whole(1), true},
      {"warn-monthly", units::Decimal::whole(8), units::Decimal::whole(9), false, true}};
  result.failing = model::FindingSeverity::cost;
  result.strict = true;
  result.context.choices = {{"max-node-groups", "5"}};
  result.commitments = sample_commitments();
  return result;
}

Result of_findings_only() {
  auto result = sample_result();
  result.command = "check";
  result.summary.reset();
  result.allocation.reset();
  for (auto& row : result.workloads) {
    row.placement.reset();
    row.cost.reset();
  }
  result.node_groups.clear();
  result.nodes.clear();
  result.costs.clear();
  result.groups.clear();
  result.phases.clear();
  return result;
}

TEST_CASE("a result that was saved and read back is written as before, in every format",
          "[report][saved]") {
  const auto result = GENERATE(sample_result(), with_gates(), of_findings_only());
  CHECK(every_output(reread(result)) == every_output(result));
}

TEST_CASE("hostile text that is UTF-8 is written as before too", "[report][saved]") {
  const auto result = reread(hostile_result());  // JSON has no way to hold what is not
  CHECK(every_output(reread(result)) == every_output(result));
}

TEST_CASE("names with slashes keep their parts", "[report][saved]") {
  auto result = sample_result();
  result.findings[0].object = {"a/b", "Pod", "c/d"};
  result.findings[0].file.clear();
  const auto text = json(result);
  CHECK(text.find("\"object\": {\n        \"namespace\": \"a/b\",") != std::string::npos);
  CHECK(reread(result).findings[0].object == result.findings[0].object);
}

TEST_CASE("what gates were told to fail on is known from the gates", "[report][saved]") {
  const auto result = reread(with_gates());
  CHECK(result.failing == model::FindingSeverity::cost);
  CHECK(result.strict);
  const auto lenient = reread(sample_result());
  CHECK(lenient.failing == model::FindingSeverity::block);
  CHECK_FALSE(lenient.strict);
}

TEST_CASE("figures beyond reason are shown, not computed into nonsense", "[report][saved]") {
  diag::Diagnostics found;
  const auto saved =
      saved::read("plan.json",
                  support::sample_with(R"({"group": "general", "count": 2,)",
                                       R"({"group": "general", "count": 1099511627776,)"),
                  found);
  REQUIRE(saved.has_value());
  CHECK_FALSE(table(from_saved(*saved), {}).empty());
}

}  // namespace
}  // namespace eksplan::report
