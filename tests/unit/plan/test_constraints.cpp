#include <algorithm>

#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

using model::SelectorOperator;

void require(model::Workload& workload, const std::string& key, SelectorOperator op,
             std::vector<std::string> values) {
  auto& spec = workload.pod.spec;
  spec.has_required_node_affinity = true;
  spec.required_node_affinity.emplace_back();
  spec.required_node_affinity.back().expressions.push_back({key, op, std::move(values), {}});
}

TEST_CASE("DaemonSets take their room on each node first", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};  // 1930m
  const auto without = checked_plan(demand_of({workload("web", 4, 900, 100)}), options);
  CHECK(without.node_count() == 2);
  const auto with = checked_plan(
      demand_of({workload("web", 4, 900, 100), daemon_set("agent", 200, 50)}), options);
  CHECK(with.node_count() == 4);
  for (const auto& set : with.nodes) {
    CHECK(set.daemons.size() == 1);
  }
}

TEST_CASE("a DaemonSet runs only on the nodes that it selects", "[plan]") {
  auto agent = daemon_set("agent", 200, 50);
  agent.pod.spec.node_selector["kubernetes.io/arch"] = {"arm64", {}};
  const auto demand = demand_of({workload("web", 1, 100, 100), agent});
  const auto plan = checked_plan(demand, on_nodes());
  for (const auto& set : plan.nodes) {
    CHECK(set.daemons.empty());
  }
}

TEST_CASE("a pod that names an instance type gets it", "[plan]") {
  auto web = workload("web", 1, 100, 100);
  require(web, "node.kubernetes.io/instance-type", SelectorOperator::in, {"m5.4xlarge"});
  const auto plan = checked_plan(demand_of({web}), on_nodes());
  CHECK(types_of(plan) == std::vector<std::string>{"m5.4xlarge"});
}

TEST_CASE("a label that pods select is put on a group, and other pods may run there too",
          "[plan]") {
  auto cache = workload("cache", 2, 100, 100);
  cache.pod.spec.node_selector["disktype"] = {"ssd", {}};
  auto options = on_nodes();
  const auto plan = checked_plan(demand_of({cache, workload("web", 2, 100, 100)}), options);
  REQUIRE(plan.groups.size() == 1);
  CHECK(plan.groups[0].labels == model::Labels{{"disktype", "ssd"}});
  CHECK(plan.node_count() == 2);
}

TEST_CASE("pods that want different values of a label are on different groups", "[plan]") {
  auto fast = workload("fast", 2, 100, 100);
  fast.pod.spec.node_selector["disktype"] = {"ssd", {}};
  auto slow = workload("slow", 2, 100, 100);
  slow.pod.spec.node_selector["disktype"] = {"hdd", {}};
  const auto plan = checked_plan(demand_of({fast, slow}), on_nodes());
  CHECK(plan.groups.size() == 2);
  CHECK(plan.unplaced_pods() == 0);
}

TEST_CASE("labels that do not contradict each other may share a group where groups are few",
          "[plan]") {
  auto fast = workload("fast", 2, 100, 100);
  fast.pod.spec.node_selector["disktype"] = {"ssd", {}};
  auto blue = workload("blue", 2, 100, 100);
  blue.pod.spec.node_selector["team"] = {"blue", {}};
  auto options = on_nodes();
  options.max_node_groups = 1;
  const auto plan = checked_plan(demand_of({fast, blue}), options);
  CHECK(plan.unplaced_pods() == 0);
  CHECK(plan.groups.at(0).labels == model::Labels{{"disktype", "ssd"}, {"team", "blue"}});
}

TEST_CASE("pods that keep apart are on different nodes", "[plan]") {
  auto web = workload("web", 5, 100, 100);
  model::PodAffinityTerm apart;
  apart.topology_key = "kubernetes.io/hostname";
  apart.selector = model::LabelSelector{{{"app", SelectorOperator::in, {"web"}, {}}}};
  web.pod.spec.required_pod_anti_affinity.push_back(apart);
  const auto plan = checked_plan(demand_of({web}), on_nodes());
  CHECK(plan.node_count() == 5);
}

TEST_CASE("a hard spread over hosts bounds the pods of a node", "[plan]") {
  auto web = workload("web", 6, 100, 100);
  model::TopologySpread spread;
  spread.max_skew = 2;
  spread.topology_key = "kubernetes.io/hostname";
  spread.selector = model::LabelSelector{{{"app", SelectorOperator::in, {"web"}, {}}}};
  web.pod.spec.topology_spread.push_back(spread);
  CHECK(checked_plan(demand_of({web}), on_nodes()).node_count() == 3);
}

model::Workload with_host_port(model::Workload workload, std::int64_t port) {
  model::ContainerPort opened;
  opened.container_port = port;
  opened.host_port = port;
  workload.pod.spec.containers[0].ports.push_back(opened);
  return workload;
}

TEST_CASE("pods with the same host port are on different nodes", "[plan]") {
  const auto demand = demand_of({with_host_port(workload("a", 1, 100, 100), 80),
                                 with_host_port(workload("b", 1, 100, 100), 80),
                                 with_host_port(workload("c", 1, 100, 100), 81)});
  CHECK(checked_plan(demand, on_nodes()).node_count() == 2);
}

TEST_CASE("a pod with the host port of a DaemonSet fits on no node that runs it", "[plan]") {
  const auto demand = demand_of({with_host_port(workload("metrics", 1, 100, 100), 9100),
                                 with_host_port(daemon_set("exporter", 10, 10), 9100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[index_of(demand, "metrics")].nearest_miss ==
        "it may not share a node with shop/DaemonSet/exporter");
}

TEST_CASE("nodes are spread over the zones asked for", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  options.zones = 3;
  const auto plan = checked_plan(demand_of({workload("web", 6, 1500, 100)}), options);
  CHECK(plan.zones == std::vector<std::string>{"us-east-1a", "us-east-1b", "us-east-1d"});
  REQUIRE(plan.nodes.size() == 3);
  for (const auto& set : plan.nodes) {
    CHECK(set.count == 2);
  }
}

TEST_CASE("a pod that wants a zone is on a node of that zone", "[plan]") {
  auto web = workload("web", 2, 100, 100);
  web.pod.spec.node_selector["topology.kubernetes.io/zone"] = {"us-east-1d", {}};
  const auto demand = demand_of({web, workload("api", 2, 100, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.unplaced_pods() == 0);
  const auto index = index_of(demand, "web");
  for (const auto& set : plan.nodes) {
    const bool has_web = std::any_of(set.pods.begin(), set.pods.end(),
                                     [&](const PodsOf& of) { return of.item.value == index; });
    CHECK((!has_web || set.zone == "us-east-1d"));
  }
}

TEST_CASE("a GPU pod gets a GPU node", "[plan]") {
  auto train = workload("train", 1, 1000, 1000);
  train.pod.requests.extended["nvidia.com/gpu"] = 1;
  const auto demand = demand_of({train});
  auto options = on_nodes();
  options.min_nodes = 1;
  const auto plan = checked_plan(demand, options);
  REQUIRE(plan.groups.size() == 1);
  CHECK(plan.groups[0].name == "gpu");
  CHECK(plan.groups[0].type.gpus >= 1);
}

}  // namespace
}  // namespace eksplan::plan
