#include "json_schema.hpp"
#include "sample_result.hpp"
#include <catch2/catch.hpp>

#include "eksplan/report/proof_json.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

ProofRow sample_proof() {
  plan::BoundProof proof;
  proof.resources = {"cpuMillicores", "memoryBytes", "ephemeralBytes", "pods"};
  proof.max_node_groups = 3;
  proof.min_nodes = 2;
  proof.shift = 4;
  proof.node_worth = 7;
  proof.classes = {{.labels = {{"team", "a\"b"}}, .zone = "us-east-1a"}, {}};
  using Kind = plan::BoundProof::Claim::Kind;
  proof.types = {{.instance_type = "m5.large",
                  .node_class = 0,
                  .hourly = money(98'191'781),
                  .capacity = {1930, 7, 8, 29},
                  .claim = plan::BoundProof::Claim{Kind::shares, 12, {1, 2, 3, 4}, {}},
                  .dominated_by = {}},
                 {.instance_type = "m5.xlarge",
                  .node_class = 1,
                  .hourly = money(194'191'781),
                  .capacity = {3920, 7, 8, 58},
                  .claim = plan::BoundProof::Claim{Kind::table, 12, {}, {0, 1, 10, 100}},
                  .dominated_by = {}},
                 {.instance_type = "m5d.large",
                  .node_class = 0,
                  .hourly = money(113'000'000),
                  .capacity = {1930, 7, 8, 29},
                  .claim = {},
                  .dominated_by = 0}};
  proof.shapes = {{.items = {0},
                   .pods = 3,
                   .requests = {250, 9, 0, 1},
                   .classes = {0, 1},
                   .most_per_node = 2,
                   .fargate_hourly = money(12'342'500),
                   .worth = 99}};
  return {.certified_hourly = money(1'200'000'000),
          .proof = proof,
          .workloads = {{"db/StatefulSet/pg"}}};
}

TEST_CASE("a proof is a line for each node type and shape", "[report]") {
  CHECK(proof_json(sample_proof()) == R"({
    "certifiedHourly": 1.2,
    "resources": ["cpuMillicores", "memoryBytes", "ephemeralBytes", "pods"],
    "maxNodeGroups": 3,
    "minNodes": 2,
    "shift": 4,
    "nodeWorth": 7,
    "nodeClasses": [
      {"labels": {"team": "a\"b"}, "zone": "us-east-1a"},
      {"labels": {}}
    ],
    "nodeTypes": [
      {"instanceType": "m5.large", "class": 0, "hourly": 0.098191781, "capacity": [1930, 7, 8, 29], "claim": {"by": "shares", "most": 12, "shares": [1, 2, 3, 4]}},
      {"instanceType": "m5.xlarge", "class": 1, "hourly": 0.194191781, "capacity": [3920, 7, 8, 58], "claim": {"by": "table", "most": 12, "grid": [0, 1, 10, 100]}},
      {"instanceType": "m5d.large", "class": 0, "hourly": 0.113, "capacity": [1930, 7, 8, 29], "dominatedBy": 0}
    ],
    "shapes": [
      {"pods": 3, "requests": [250, 9, 0, 1], "classes": [0, 1], "mostPerNode": 2, "fargateHourly": 0.0123425, "worth": 99, "workloads": ["db/StatefulSet/pg"]}
    ],
    "conflicts": []
  })");
}

TEST_CASE("a result with a proof keeps to its schema", "[report]") {
  auto result = sample_result();
  result.proof = sample_proof();
  CHECK(schema_violations(json(result), result_schema()).empty());
}

}  // namespace
}  // namespace eksplan::report
