#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "json_schema.hpp"
#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/compare/diff.hpp"
#include "eksplan/compare/restore.hpp"
#include "eksplan/diag/print.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/from_saved.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::report {
namespace {

saved::Result read_result(const std::string& text) {
  diag::Diagnostics found;
  auto result = saved::read("plan.json", text, found);
  REQUIRE(result.has_value());
  return *std::move(result);
}

/// A base, a head in which one workload asks for more, one is gone and one has a hostile name.
struct Sides {
  saved::Result base = read_result(support::sample_json());
  saved::Result head = read_result(support::sample_json());
  compare::Diff diff;

  Sides() {
    base.context.prices->sha256 = head.context.prices->sha256 = std::string(64, '0');
    auto& web = head.workloads[2];
    web.replicas.expected = 6;
    web.requests.extended["nvidia.com/gpu"] = 1;
    web.images = {"registry/web:2"};
    web.cost->hourly += units::Money::from_nanos(41'542'676);
    head.workloads.erase(head.workloads.begin() + 1);
    auto added = base.workloads[1];
    added.id = "a/b/Pod/| c <b>/d";
    added.namespace_name = "a/b";
    added.kind = "Pod";
    added.name = "| c <b>/d";
    head.workloads.push_back(added);
    auto finding = head.findings[0];
    finding.object = added.id;
    finding.object_parts = saved::ObjectName{"a/b", "Pod", "| c <b>/d"};
    head.findings.push_back(finding);
    head.plan->costs.front().quantity = units::Decimal::whole(2);
    diff = compare::diff(base, head);
  }
};

std::vector<Gate> gates() {
  return {{"fail-on-new", std::string("warn"), units::Decimal::whole(1), true},
          {"max-increase-pct", units::Decimal::whole(5), std::string("infinite"), true},
          {"strict", units::Decimal{}, units::Decimal{}, false},
          {"warn-increase", units::Decimal::whole(1), units::Decimal::whole(2), false, true}};
}

std::vector<std::string> every_output(const DiffResult& result) {
  std::vector<std::string> outputs{diff_json(result), diff_markdown(result), diff_sarif(result),
                                   diff_junit(result), diff_table(result, {})};
  for (const auto view : kViews) {
    outputs.push_back(diff_csv(result, view));
    outputs.push_back(diff_tsv(result, view));
    outputs.push_back(diff_table(result, {.width = 100, .ascii = true, .view = view}));
  }
  return outputs;
}

TEST_CASE("a difference in JSON satisfies its schema", "[report][diff]") {
  const Sides sides;
  const auto text = diff_json({"0.1.0", sides.base, sides.head, sides.diff, gates()});
  CHECK(schema_violations(text, diff_schema()) == std::vector<std::string>{});
  const auto refused = GENERATE(as<std::string>{}, "\"unchangedWorkloads\"", "\"removed\"",
                                "\"hourlyDelta\"", "\"summary\"", "\"goneFindings\"");
  CAPTURE(refused);
  auto wrong = text;
  wrong.replace(wrong.find(refused), refused.size(), "\"x\"");
  CHECK_FALSE(schema_violations(wrong, diff_schema()).empty());
}

TEST_CASE("what the history of pull requests prints satisfies the schema of a difference",
          "[report][diff]") {
  std::ifstream file(EKSPLAN_DIFF_EXAMPLE);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  REQUIRE_FALSE(text.empty());
  CHECK(schema_violations(text, diff_schema()).empty());
}

TEST_CASE("a difference that was saved and read back is written as before, in every format",
          "[report][diff][saved]") {
  const Sides sides;
  const DiffResult result{"0.1.0", sides.base, sides.head, sides.diff, gates()};
  diag::Diagnostics found;
  const auto saved = saved::read_any("diff.json", diff_json(result), found);
  for (const auto& problem : found.sorted()) {
    UNSCOPED_INFO(diag::print(problem));
  }
  REQUIRE(saved.has_value());
  const auto& difference = std::get<saved::Difference>(*saved);
  const auto restored = compare::restore(difference);
  CHECK(every_output({difference.tool.version, restored.base, restored.head, restored.diff,
                      from_saved(difference.gates)}) == every_output(result));
}

TEST_CASE("a comment on thousands of changes stays short and leaves no section out",
          "[report][diff][markdown]") {
  auto base = read_result(support::sample_json());
  const auto pattern = base.workloads[2];
  auto head = base;
  for (int i = 0; i < 3'000; ++i) {
    auto workload = pattern;
    workload.name = fmt::format("web-{:04}", i);
    workload.id = "shop/StatefulSet/" + workload.name;
    base.workloads.push_back(workload);
    workload.replicas.expected += 1;
    workload.cost->hourly += units::Money::from_nanos(i + 1);
    head.workloads.push_back(workload);
  }
  const auto diff = compare::diff(base, head);
  const auto text = diff_markdown({"0.1.0", base, head, diff, {}});
  CHECK(text.size() <= 65'000);
  CHECK(text.size() > 64'000);
  std::size_t shown = 0;
  for (const auto line : base::split(text, '\n')) {
    shown += line.starts_with("| <code>shop/StatefulSet/web-") ? 1U : 0U;
  }
  CHECK(text.find(fmt::format("\n\n{} rows left out\n", 3'000 - shown)) != std::string::npos);
  CHECK(text.find("| **Total** |") != std::string::npos);
}

TEST_CASE("a view of a difference is that list alone", "[report][diff]") {
  const Sides sides;
  const DiffResult result{"0.1.0", sides.base, sides.head, sides.diff, gates()};
  const auto table = [&](View view) { return diff_table(result, {.view = view}); };
  CHECK(table(View::costs).find("What is billed") != std::string::npos);
  CHECK(table(View::costs).find("Workloads that changed") == std::string::npos);
  CHECK(table(View::workloads).find("Gates") == std::string::npos);
  CHECK(table(View::findings).find("New findings") != std::string::npos);
  CHECK(table(View::groups).find("Total") != std::string::npos);
}

}  // namespace
}  // namespace eksplan::report
