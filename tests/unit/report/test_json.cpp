#include "json_schema.hpp"
#include "sample_result.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("a result in JSON satisfies its schema", "[report][json]") {
  CHECK(schema_violations(json(sample_result()), result_schema()).empty());
  CHECK(schema_violations(json(hostile_result()), result_schema()).empty());
}

TEST_CASE("commitments satisfy the schema, and are absent where nothing is advised",
          "[report][json]") {
  auto result = sample_result();
  CHECK(json(result).find("commitments") == std::string::npos);
  result.commitments = sample_commitments();
  CHECK(schema_violations(json(result), result_schema()).empty());
  CHECK(json(result).find(R"("commitmentHourly": 0.02962)") != std::string::npos);
}

TEST_CASE("thousands of workloads stand in JSON in their order", "[report][json]") {
  auto result = sample_result();
  auto row = result.workloads.back();
  result.workloads.clear();
  for (int i = 0; i < 5001; ++i) {
    row.id.name = fmt::format("cart-{:04}", i);
    result.workloads.push_back(row);
  }
  const auto tree = nlohmann::json::parse(json(result));
  const auto& workloads = tree.at("workloads");
  REQUIRE(workloads.size() == result.workloads.size());
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    REQUIRE(workloads[i].at("name") == result.workloads[i].id.name);
  }
}

TEST_CASE("findings without a plan satisfy the schema too", "[report][json]") {
  auto result = sample_result();
  result.summary.reset();
  result.allocation.reset();
  for (auto& workload : result.workloads) {
    workload.placement.reset();
    workload.cost.reset();
  }
  const auto text = json(result);
  CHECK(schema_violations(text, result_schema()).empty());
  const auto tree = nlohmann::json::parse(text);
  CHECK_FALSE(tree.contains("costs"));
  CHECK_FALSE(tree.at("summary").contains("hourly"));
  CHECK(tree.at("summary").at("findings").at("block") == 1);
}

TEST_CASE("the schema refuses results that are not right", "[report][json]") {
  const auto text = json(sample_result());

  struct Row {
    std::string from;
    std::string to;
  };

  const auto row = GENERATE(values<Row>({{R"("schemaVersion": 1)", R"("schemaVersion": 2)"},
                                         {R"("target": "nodes")", R"("target": "moon")"},
                                         {R"("complete": false)", R"("complete": null)"},
                                         {R"("rule": "fargate-volume-ebs",)", ""},
                                         {R"("quantity": 0.75)", R"("quantity": "0.75")"},
                                         {R"("nodeCount": 2)", R"("nodeCount": 2.5)"},
                                         {R"("hourly": 0.355911062)", R"("hourly": -1)"},
                                         {R"("line": 41)", R"("line": 0)"},
                                         {R"("source": "annotation")", R"("source": "mail")"},
                                         {R"("profile": "shop-pods")", R"("profile": 1)"},
                                         {R"("ignored": 1)", R"("ignored": -1)"}}));
  CAPTURE(row.from);
  CHECK_FALSE(schema_violations(replaced(text, row.from, row.to), result_schema()).empty());
}

TEST_CASE("numbers keep every digit", "[report][json]") {
  auto result = sample_result();
  result.summary->total.hourly =
      units::Money::from_nanos(base::int128{12'345'678'901'234'567} * 1'000 + 89);
  const auto text = json(result);
  CHECK(text.find("\"hourly\": 12345678901.234567089,") != std::string::npos);
  CHECK(text.find("\"monthly\": 43.80000073") != std::string::npos);
  CHECK(text.find("\"vcpu\": 0.25,\n        \"memoryGib\": 0.5,") != std::string::npos);
}

TEST_CASE("one workload in JSON, to the letter", "[report][json]") {
  auto result = sample_result();
  result.workloads = {result.workloads.back()};
  const auto text = json(result);
  const auto start = text.find("  \"workloads\": [");
  const auto end = text.find("  \"allocation\"");
  CHECK(text.substr(start, end - start) == R"(  "workloads": [
    {
      "id": "shop/Deployment/cart",
      "namespace": "shop",
      "kind": "Deployment",
      "name": "cart",
      "file": "shop.yaml",
      "line": 12,
      "replicas": {
        "min": 2,
        "expected": 3,
        "max": 10
      },
      "requests": {
        "cpuMillicores": 250,
        "memoryBytes": 268435456,
        "ephemeralBytes": 0
      },
      "fargate": {
        "eligible": true,
        "vcpu": 0.25,
        "memoryGib": 0.5,
        "hourlyPerPod": 0.0123425,
        "blockedBy": [],
        "profile": "shop-pods"
      },
      "placement": {
        "target": "fargate",
        "reason": "cheaper"
      },
      "hourly": 0.0370275,
      "monthly": 27.030075
    }
  ],
)");
}

TEST_CASE("ignored findings say why, and are counted apart", "[report][json]") {
  auto result = sample_result();
  result.findings[2].ignored = model::IgnoreNote{.reason = "known", .in_source = false};
  auto tree = nlohmann::json::parse(json(result));
  CHECK_FALSE(tree.at("findings").at(0).contains("ignored"));
  CHECK(tree.at("findings").at(1).at("ignored") ==
        nlohmann::json({{"reason", "gone with the next release"}, {"source", "annotation"}}));
  CHECK(tree.at("findings").at(2).at("ignored") ==
        nlohmann::json({{"reason", "known"}, {"source", "config"}}));
  CHECK(tree.at("summary").at("findings").at("ignored") == 1);
  result.ignored_findings = 0;
  tree = nlohmann::json::parse(json(result));
  CHECK_FALSE(tree.at("summary").at("findings").contains("ignored"));
}

TEST_CASE("names come back from JSON as they were", "[report][json]") {
  const auto result = hostile_result();
  const auto tree = nlohmann::json::parse(json(result));
  CHECK(tree.at("workloads").at(0).at("name") == result.workloads[0].id.name);
  CHECK(tree.at("workloads").at(2).at("id") == result.workloads[2].id.text());
  CHECK(tree.at("findings").at(0).at("message") == result.findings[0].message);
  CHECK(tree.at("workloads").at(0).at("file") == "-dir/\xEF\xBF\xBD.yaml");
}

TEST_CASE("what is not known is absent", "[report][json]") {
  const auto tree = nlohmann::json::parse(json(sample_result()));
  const auto& daemon = tree.at("workloads").at(1);
  CHECK(daemon.at("added") == true);
  CHECK(daemon.at("overheadHourly") == 0.0025);
  CHECK_FALSE(daemon.contains("file"));
  CHECK_FALSE(daemon.at("fargate").contains("vcpu"));
  CHECK_FALSE(tree.at("groups").at(2).contains("name"));
  CHECK_FALSE(tree.at("findings").at(2).contains("line"));
  CHECK_FALSE(daemon.at("fargate").contains("profile"));
  CHECK(json(sample_result()).find("null") == std::string::npos);
  CHECK(json(sample_result()).back() == '\n');
}

}  // namespace
}  // namespace eksplan::report
