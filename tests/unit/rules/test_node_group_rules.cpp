#include "scenes.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::ClusterNodeGroup;
using model::FindingSeverity;
using test::SceneBuilder;

ClusterNodeGroup group(std::string name) {
  ClusterNodeGroup made;
  made.name = std::move(name);
  made.at = test::line(9);
  made.path = "managedNodeGroups[0]";
  return made;
}

struct Feature {
  std::string rule;
  std::string day_before;
  std::string day;
  void (*use)(ClusterNodeGroup&);
};

TEST_CASE("what managed node groups could not do until a day", "[rules][nodes]") {
  const auto row = GENERATE(values<Feature>({
      {"nodes-arm", "2020-08-16", "2020-08-17", [](ClusterNodeGroup& g) { g.arm = true; }},
      {"nodes-launch-template", "2020-08-16", "2020-08-17",
       [](ClusterNodeGroup& g) { g.launch_template = true; }},
      {"nodes-spot", "2020-11-30", "2020-12-01", [](ClusterNodeGroup& g) { g.spot = true; }},
      {"nodes-taints", "2021-05-10", "2021-05-11",
       [](ClusterNodeGroup& g) { g.taints = {{.key = "dedicated", .value = "batch"}}; }},
      {"nodes-bottlerocket", "2021-10-27", "2021-10-28",
       [](ClusterNodeGroup& g) { g.bottlerocket = true; }},
      {"nodes-windows", "2022-12-14", "2022-12-15", [](ClusterNodeGroup& g) { g.windows = true; }},
  }));
  CAPTURE(row.rule);
  const auto of = [&](std::string_view day, bool used, bool managed) {
    SceneBuilder scene(day);
    auto made = group("general");
    made.managed = managed;
    if (used) {
      row.use(made);
    }
    scene.inventory.cluster.node_groups = {made};
    return count(scene, row.rule);
  };
  CHECK(of(row.day_before, true, true) == 1);
  CHECK(of(row.day, true, true) == 0);
  CHECK(of(row.day_before, false, true) == 0);
  CHECK(of(row.day_before, true, false) == 0);
}

TEST_CASE("pods that want such nodes are told as well", "[rules][nodes]") {
  auto workload = test::deployment();
  workload.pod.spec.node_selector["kubernetes.io/arch"] = {"arm64", test::line(30)};
  SceneBuilder scene("2020-02");
  scene.add(workload).add(test::deployment());
  const auto finding = scene.only("nodes-arm");
  CHECK(finding.message == "the pods want Arm nodes, which managed node groups do not have yet");
  SceneBuilder today;
  today.add(workload);
  CHECK(count(today, "nodes-arm") == 0);
}

TEST_CASE("node groups have quotas, larger ones since 2021", "[rules][nodes]") {
  const auto of = [](std::string_view day, std::int64_t nodes, int groups) {
    SceneBuilder scene(day);
    for (int i = 0; i < groups; ++i) {
      scene.inventory.cluster.node_groups.push_back(group("g" + std::to_string(i)));
      scene.inventory.cluster.node_groups.back().max_size = nodes;
    }
    return count(scene, "nodes-quota");
  };
  CHECK(of("2020-12-31", 100, 10) == 0);
  CHECK(of("2020-12-31", 101, 1) == 1);
  CHECK(of("2020-12-31", 1, 11) == 1);
  CHECK(of("2021-01-01", 101, 11) == 0);
  CHECK(of("current", 450, 30) == 0);
  CHECK(of("current", 451, 1) == 1);
  CHECK(of("current", 1, 31) == 1);
}

TEST_CASE("network policies wanted an engine until the VPC CNI was one", "[rules][nodes]") {
  model::NetworkPolicy policy;
  policy.id = {"shop", "NetworkPolicy", "deny"};
  const auto of = [&](std::string_view day, bool engine) {
    SceneBuilder scene(day);
    scene.inventory.network_policies = {policy};
    auto calico = test::deployment();
    calico.pod.spec.containers[0].image = engine ? "quay.io/calico/node:v3.8.1" : "example.com/app";
    scene.on_nodes(calico);
    return count(scene, "nodes-network-policy");
  };
  CHECK(of("2023-08-28", false) == 1);
  CHECK(of("2023-08-28", true) == 0);
  CHECK(of("2023-08-29", false) == 0);
}

TEST_CASE("Pod Identity is from November 2023", "[rules][nodes]") {
  for (const auto& [day, findings] : {std::pair{"2023-11-25", 1U}, std::pair{"2023-11-26", 0U}}) {
    SceneBuilder scene(day);
    scene.inventory.cluster.pod_identities = {{"shop", "cart", test::line(4)}};
    CHECK(count(scene, "nodes-pod-identity") == findings);
  }
}

TEST_CASE("Auto Mode is from December 2024 and costs a fee", "[rules][nodes]") {
  for (const auto& [day, severity] : {std::pair{"2024-11-30", FindingSeverity::warn},
                                      std::pair{"2024-12-01", FindingSeverity::cost}}) {
    SceneBuilder scene(day);
    CHECK(count(scene, "nodes-auto-mode") == 0);
    scene.inventory.cluster.auto_mode = true;
    CHECK(scene.only("nodes-auto-mode").severity == severity);
  }
}

}  // namespace
}  // namespace eksplan::rules
