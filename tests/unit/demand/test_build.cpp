#include <algorithm>

#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::demand {
namespace {

TEST_CASE("items are sorted by namespace, kind and name, whatever the order of the input",
          "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {deployment("shop", "web"), deployment("shop", "api"),
                         workload(model::WorkloadKind::cron_job, "CronJob", "shop", "zip"),
                         deployment("auth", "zed")};
  const auto expected = std::vector<std::string>{"auth/Deployment/zed", "shop/CronJob/zip",
                                                 "shop/Deployment/api", "shop/Deployment/web"};
  CHECK(ids(build(inventory, {}, {})) == expected);
  std::reverse(inventory.workloads.begin(), inventory.workloads.end());
  CHECK(ids(build(inventory, {}, {})) == expected);
}

struct ReplicaRow {
  ReplicaChoice choice;
  std::int64_t pods;
};

TEST_CASE("the replicas that are asked for are planned", "[demand]") {
  const auto row = GENERATE(values<ReplicaRow>({{ReplicaChoice::spec, 3},
                                                {ReplicaChoice::expected, 3},
                                                {ReplicaChoice::min, 2},
                                                {ReplicaChoice::max, 9}}));
  model::Inventory inventory;
  inventory.workloads = {deployment("shop", "web")};
  inventory.workloads[0].replicas = {.spec = 1,  // below the autoscaler's minimum
                                     .min = 2,
                                     .expected = 3,
                                     .max = 9,
                                     .source = model::ReplicaSource::autoscaler};
  Options options;
  options.replicas = row.choice;
  CHECK(build(inventory, {}, options).items.at(0).replicas == row.pods);
}

TEST_CASE("a workload without replicas stays, with none", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {deployment("shop", "web")};
  inventory.workloads[0].replicas = {
      .spec = 0, .min = 0, .expected = 0, .max = 0, .source = model::ReplicaSource::spec};
  const auto demand = build(inventory, {}, {});
  REQUIRE(demand.items.size() == 1);
  CHECK(demand.items[0].replicas == 0);
  CHECK_FALSE(demand.items[0].is_daemon);
}

TEST_CASE("a DaemonSet has no replicas of its own", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {
      workload(model::WorkloadKind::daemon_set, "DaemonSet", "logging", "fluent-bit")};
  inventory.workloads[0].replicas.expected = 7;
  const auto demand = build(inventory, {}, {});
  CHECK(demand.items.at(0).is_daemon);
  CHECK(demand.items.at(0).replicas == 0);
}

model::Workload daemon_pod(const std::string& name, const std::string& node) {
  auto pod = workload(model::WorkloadKind::pod, "Pod", "logging", name);
  pod.daemon_pod = true;
  pod.pod.spec.has_required_node_affinity = true;
  model::NodeSelectorTerm term;
  term.fields.push_back({"metadata.name", model::SelectorOperator::in, {node}, {}});
  pod.pod.spec.required_node_affinity = {term};
  return pod;
}

TEST_CASE("pods of a DaemonSet that is not in a dump are one DaemonSet, bound to no node",
          "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {daemon_pod("agent-a1b2c", "ip-10-0-0-1"),
                         daemon_pod("agent-d3e4f", "ip-10-0-0-2"),
                         daemon_pod("other-x9y8z", "ip-10-0-0-1")};
  const auto demand = build(inventory, {}, {});
  CHECK(ids(demand) ==
        std::vector<std::string>{"logging/Pod/agent-a1b2c", "logging/Pod/other-x9y8z"});
  CHECK(demand.items[0].is_daemon);
  CHECK_FALSE(demand.items[0].workload.pod.spec.has_required_node_affinity);
}

TEST_CASE("a daemon pod keeps the affinity that its DaemonSet wrote itself", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {daemon_pod("agent-a1b2c", "ip-10-0-0-1")};
  model::LabelRequirement on_arm{"kubernetes.io/arch", model::SelectorOperator::in, {"arm64"}, {}};
  inventory.workloads[0].pod.spec.required_node_affinity[0].expressions = {on_arm};
  const auto demand = build(inventory, {}, {});
  const auto& spec = demand.items.at(0).workload.pod.spec;
  CHECK(spec.has_required_node_affinity);
  REQUIRE(spec.required_node_affinity.size() == 1);
  CHECK(spec.required_node_affinity[0].expressions == std::vector{on_arm});
  CHECK(spec.required_node_affinity[0].fields.empty());
}

}  // namespace
}  // namespace eksplan::demand
