#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "corpus.hpp"
#include "support/disk_files.hpp"
#include "support/exact_json.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/estimate.hpp"

namespace eksplan::corpus {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> parts;
  std::stringstream stream(line + "\t");
  for (std::string cell; std::getline(stream, cell, '\t');) {
    parts.push_back(cell);
  }
  return parts;
}

std::vector<Row> rows_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const auto header = cells(line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    const auto values = cells(line);
    Row row;
    for (std::size_t i = 0; i < header.size(); ++i) {
      row[header[i]] = i < values.size() ? values[i] : "";
    }
    rows.push_back(row);
  }
  return rows;
}

std::map<std::string, nlohmann::json> estimate(const std::string& file,
                                               const std::string& profile) {
  app::EstimateOptions options;
  options.inputs = {file};
  options.format = app::Format::json;
  options.keep_going = true;
  options.add_ons = false;
  options.limits = *rules::parse_limits_profile(profile);
  const auto outcome = app::estimate(options, support::DiskFiles());
  std::map<std::string, nlohmann::json> workloads;
  const auto result = support::parse_exact(outcome.standard_output);
  for (const auto& workload : result.at("workloads")) {
    workloads[workload.at("id").get<std::string>()] = workload;
  }
  return workloads;
}

std::string number_text(const nlohmann::json& value) {
  return support::number(value).text();
}

std::string size_of(const nlohmann::json& workload) {
  const auto& fargate = workload.at("fargate");
  return fargate.contains("vcpu")
             ? number_text(fargate.at("vcpu")) + " " + number_text(fargate.at("memoryGib"))
             : "";
}

// Which of our rules stands for a word of the table's `reasons` column.
const std::map<std::string, std::set<std::string>>& rules_for() {
  static const std::map<std::string, std::set<std::string>> kRules{
      {"privileged", {"fargate-privileged"}},
      {"hostNetwork", {"fargate-host-network"}},
      {"hostPort", {"fargate-host-port"}},
      {"GPU", {"fargate-gpu"}},
      {"windows", {"fargate-windows"}},
      {"arm64", {"fargate-arm64"}},
      {"EBS:pvc", {"fargate-volume-ebs"}},
      {"EBS:pvc-assumed", {"fargate-pvc-unknown-class"}},
      {"EBS:awsElasticBlockStore", {"fargate-volume-ebs"}},
      {"DaemonSet", {"fargate-daemonset"}},
      {">4vCPU", {"fargate-pod-too-large"}},
      {">30GB", {"fargate-pod-too-large"}},
  };
  return kRules;
}

std::set<std::string> expected_rules(const std::string& reasons) {
  std::set<std::string> rules;
  std::stringstream stream(reasons);
  for (std::string reason; std::getline(stream, reason, ',');) {
    const auto at = rules_for().find(reason);
    if (at != rules_for().end()) {
      rules.insert(at->second.begin(), at->second.end());
    }
  }
  return rules;
}

// Rules of ours that the table's column knows nothing of.
bool beyond_the_table(const std::string& rule) {
  return rule == "fargate-volume-hostpath" || rule == "fargate-efs-dynamic" ||
         rule == "fargate-spot-selector";
}

TEST_CASE("the corner cases of requests, counts, sizes and reasons come out as their table says",
          "[corpus]") {
  const auto root = folder();
  if (!root) {
    WARN("EKSPLAN_CORPUS is not set: nothing to run over");
    return;
  }
  const auto file = *root + "/edge-cases/edge.yaml";
  const auto standard = estimate(file, "standard");
  const auto current = estimate(file, "current");
  const auto rows = rows_of(*root + "/edge-cases/edge.tsv");
  REQUIRE(rows.size() > 40);
  for (auto row : rows) {
    const auto id = row["namespace"] + "/" + row["kind"] + "/" + row["name"];
    CAPTURE(id);
    const bool expected = row["valid"] == "1" && row["counted"] == "1";
    REQUIRE(standard.count(id) == (expected ? 1U : 0U));
    if (!expected) {
      continue;
    }
    const auto& workload = standard.at(id);
    const auto& requests = workload.at("requests");
    CHECK(requests.at("cpuMillicores").dump() == row["cpu_milli"]);
    CHECK(requests.at("memoryBytes").dump() == row["memory_bytes"]);
    CHECK(requests.at("ephemeralBytes").dump() == row["ephemeral_bytes"]);
    if (row["kind"] != "DaemonSet" && row["name"] != "daemon-ccccc") {
      CHECK(workload.at("replicas").at("expected").dump() == row["replicas"]);
    }
    // Fargate sizing leaves spec.overhead out.
    const bool overhead_matters = row["name"] == "overhead-and-pod-level";
    CHECK(size_of(workload) == (overhead_matters ? "1 2" : row["fargate_4x30"]));
    CHECK(size_of(current.at(id)) == (overhead_matters ? "1 2" : row["fargate_vcpu_gb"]));
    std::set<std::string> blocked;
    for (const auto& rule : workload.at("fargate").at("blockedBy")) {
      if (!beyond_the_table(rule)) {
        blocked.insert(rule);
      }
    }
    CHECK(blocked == expected_rules(row["reasons"]));
  }
}

}  // namespace
}  // namespace eksplan::corpus
