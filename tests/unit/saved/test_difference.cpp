#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/saved/read.hpp"

namespace eksplan::saved {
namespace {

constexpr std::string_view kDifference = R"json({
  "schemaVersion": 1,
  "tool": {"name": "eksplan", "version": "0.1.0", "command": "diff"},
  "context": {"region": "us-east-1", "currency": "USD", "monthHours": 730,
    "choices": [{"name": "min-nodes", "value": "3"}]},
  "base": {"summary": {"hourly": 1, "monthly": 730, "peakHourly": 1, "packedHourly": 1, "lowerBoundHourly": 1,
      "byCategory": {"controlPlane": 1}, "pods": {"fargate": 0, "nodes": 1, "unplaced": 0}, "nodeCount": 1,
      "findings": {"block": 0, "warn": 0, "cost": 0, "note": 0}}, "complete": true},
  "head": {"summary": {"hourly": 0.5, "monthly": 365, "peakHourly": 1, "packedHourly": 1, "lowerBoundHourly": 1,
      "byCategory": {"controlPlane": 1}, "pods": {"fargate": 0, "nodes": 1, "unplaced": 0}, "nodeCount": 1,
      "findings": {"block": 1, "warn": 0, "cost": 0, "note": 0}}, "complete": false},
  "hourlyDelta": -0.5,
  "monthlyDelta": -365,
  "changes": [
    {"workload": "shop/Deployment/web", "change": "removed",
      "before": {"file": "a.yaml", "line": 3, "replicas": {"min": 1, "expected": 1, "max": 1},
        "requests": {"cpuMillicores": 1, "memoryBytes": 2, "ephemeralBytes": 3}, "hourly": 0.5, "monthly": 365},
      "hourlyDelta": -0.5, "monthlyDelta": -365, "why": ["removed: 1 pod"]}
  ],
  "shared": [{"name": "idle", "hourlyDelta": 0, "monthlyDelta": 0}],
  "bill": [{"category": "nodes", "item": "node", "group": "general", "unit": "hour", "quantityBefore": 2,
    "quantityAfter": 1, "hourlyDelta": -0.5, "monthlyDelta": -365}],
  "newFindings": [{"rule": "fargate-privileged", "severity": "block", "basis": "documented",
    "workload": "a/b/Pod/c", "object": {"namespace": "a/b", "kind": "Pod", "name": "c"}, "message": "no"}],
  "goneFindings": [],
  "gates": [{"name": "warn-increase", "limit": 1, "value": 2, "failed": false, "warned": true}],
  "complete": false
}
)json";

std::string with(std::string_view before, std::string_view after) {
  std::string text(kDifference);
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  return text.replace(at, before.size(), after);
}

std::vector<std::string> difference_problems(const std::string& text) {
  diag::Diagnostics found;
  CHECK_FALSE(read_any("diff.json", text, found).has_value());
  std::vector<std::string> lines;
  for (const auto& problem : found.sorted()) {
    lines.push_back(fmt::format("{}:{}: {}", problem.at.line, problem.at.column, problem.message));
  }
  return lines;
}

TEST_CASE("a difference is read as it stands", "[saved][diff]") {
  diag::Diagnostics found;
  const auto saved = read_any("diff.json", kDifference, found);
  REQUIRE(saved.has_value());
  const auto& difference = std::get<Difference>(*saved);
  CHECK(difference.total.monthly == units::Money::from_nanos(base::int128{-365} * 1'000'000'000));
  CHECK(difference.context.choices == std::vector<Choice>{{"min-nodes", "3"}});
  CHECK(difference.base.complete);
  CHECK_FALSE(difference.head.complete);
  CHECK(difference.head.finding_counts.by_severity[0] == 1);
  REQUIRE(difference.changes.size() == 1);
  CHECK(difference.changes[0].before->kind == "Deployment");
  CHECK_FALSE(difference.changes[0].after.has_value());
  CHECK(difference.changes[0].why == std::vector<std::string>{"removed: 1 pod"});
  CHECK(difference.shared[0].name == "idle");
  CHECK(difference.bill[0].after == units::Decimal::whole(1));
  CHECK(difference.new_findings[0].object_parts == ObjectName{"a/b", "Pod", "c"});
  CHECK(difference.gates[0].warned);
}

TEST_CASE("what is wrong in a difference is told at its place", "[saved][diff]") {
  struct Row {
    std::string_view before;
    std::string_view after;
    std::string problem;
  };

  const auto row = GENERATE(values<Row>({
      {R"("hourlyDelta": -0.5,
  "monthly)",
       R"("monthly)", "1:1: 'hourlyDelta' is missing"},
      {R"("before": {)", R"("after": {)", "15:5: 'before' is missing"},
      {R"("change": "removed")", R"("change": "changed")", "15:5: 'after' is missing"},
      {R"("name": "idle")", R"("name": "idel")", "20:23: 'idel' is not a word for this"},
      {R"("warned": true)", R"("warned": 1)", "26:90: '1' is a number, not true or false"},
      {R"("line": 3)", R"("line": 99999999999)", "16:44: '99999999999' is out of range"},
      {R"("command": "diff")", R"("command": "explain")",
       "1:1: this is what 'eksplan explain' writes, and not a result of estimate, check or diff"},
      {R"("schemaVersion": 1)", R"("schemaVersion": 2)",
       "2:20: schema version '2' is not one that this eksplan reads"},
  }));
  CAPTURE(row.after);
  const auto found = difference_problems(with(row.before, row.after));
  CHECK_THAT(found, Catch::VectorContains(row.problem));
}

TEST_CASE("a difference is not a result by itself", "[saved][diff]") {
  diag::Diagnostics found;
  CHECK_FALSE(read("diff.json", kDifference, found).has_value());
  REQUIRE(found.error_count() == 1);
  CHECK(found.sorted()[0].message == "this is a difference, and not a result by itself");
}

TEST_CASE("a difference that was cut off is refused at every length", "[saved][diff]") {
  for (std::size_t length = 0; length + 3 < kDifference.size(); length += 11) {
    CAPTURE(length);
    diag::Diagnostics found;
    REQUIRE_FALSE(read_any("diff.json", kDifference.substr(0, length), found).has_value());
    REQUIRE(found.has_errors());
  }
}

TEST_CASE("parts of names are those of the text, unless one holds a slash", "[saved]") {
  CHECK(object_name("shop/Deployment/web") == ObjectName{"shop", "Deployment", "web"});
  CHECK(object_name("StorageClass/gp3") == ObjectName{"", "StorageClass", "gp3"});
  CHECK(object_name("web") == ObjectName{"", "", "web"});
  CHECK(object_name("shop/Deployment/web").text() == "shop/Deployment/web");
}

}  // namespace
}  // namespace eksplan::saved
