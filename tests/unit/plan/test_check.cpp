#include <algorithm>
#include <functional>

#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

model::Workload apart(model::Workload workload) {
  model::PodAffinityTerm term;
  term.topology_key = "kubernetes.io/hostname";
  term.selector = model::LabelSelector{{{"app", model::SelectorOperator::in, {"lonely"}, {}}}};
  workload.pod.spec.required_pod_anti_affinity.push_back(term);
  return workload;
}

demand::Demand sample() {
  auto fast = workload("fast", 2, 100, 100);
  fast.pod.spec.node_selector["disktype"] = {"ssd", {}};
  return demand_of({apart(workload("lonely", 2, 100, 100)), workload("web", 4, 500, 500), fast,
                    daemon_set("agent", 50, 50)});
}

Options one_type() {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  return options;
}

struct CheckRow {
  std::string sentence;
  std::function<void(Plan&, demand::Demand&, Options&)> spoil;
};

// The nodes of the sample: each with one pod of "lonely".
TEST_CASE("the checker finds what is wrong with a plan", "[plan]") {
  const auto row = GENERATE(values<CheckRow>({
      {"shop/Deployment/web: not every pod is placed exactly once",
       [](auto&, auto& d, auto&) { ++d.items[index_of(d, "web")].replicas; }},
      {"shop/Deployment/web: not every pod is placed exactly once",
       [](auto& p, auto& d, auto&) { p.placements[index_of(d, "web")].target = Target::fargate; }},
      {"shop/DaemonSet/agent: every node is for DaemonSets, and for them alone",
       [](auto& p, auto& d, auto&) {
         p.placements[index_of(d, "agent")].target = Target::nowhere;
       }},
      {"shop/Deployment/web: it is called unplaced where it is not, or the other way round",
       [](auto& p, auto& d, auto&) { p.placements[index_of(d, "web")].target = Target::unplaced; }},
      {"shop/Deployment/web: it may not run on Fargate",
       [](auto& p, auto& d, auto&) { p.placements[index_of(d, "web")].target = Target::fargate; }},
      {"packed rate and headroom are not the sum of nodes, root volumes and Fargate pods",
       [](auto& p, auto&, auto&) {
         p.packed += units::HourlyRate::per_hour(units::Money::from_nanos(1));
       }},
      {"the bound is above the packed rate",
       [](auto& p, auto&, auto&) { p.lower_bound = p.packed + p.packed; }},
      {"2 node groups where 1 are allowed",
       [](auto& p, auto&, auto& o) {
         p.groups.push_back(p.groups[0]);
         o.max_node_groups = 1;
       }},
      {"2 nodes where 3 are wanted", [](auto&, auto&, auto& o) { o.min_nodes = 3; }},
      {"a set of nodes has no nodes", [](auto& p, auto&, auto&) { p.nodes[0].count = 0; }},
      {"the plan places another number of workloads",
       [](auto& p, auto&, auto&) { p.placements.pop_back(); }},
      {"a node names a group or a workload that does not exist",
       [](auto& p, auto&, auto&) { p.nodes[0].group.value = 9; }},
  }));
  CAPTURE(row.sentence);
  auto demand = sample();
  auto options = one_type();
  auto plan = checked_plan(demand, options);
  REQUIRE(plan.groups.size() == 1);
  REQUIRE(plan.node_count() == 2);
  row.spoil(plan, demand, options);
  const auto faults = check(plan, demand, {}, prices(), options);
  CHECK_THAT(faults, Catch::VectorContains(row.sentence));
}

struct NodeRow {
  std::string words;
  std::function<void(Plan&, demand::Demand&)> spoil;
};

TEST_CASE("the checker finds what is wrong on a node", "[plan]") {
  const auto row = GENERATE(values<NodeRow>({
      {"the pods take more than the node has",
       [](auto&, auto& d) {
         d.items[index_of(d, "lonely")].workload.pod.requests.cpu =
             units::MilliCpu::from_millis(99'000);
       }},
      {"the pods take more than the node has",
       [](auto&, auto& d) {
         d.items[index_of(d, "agent")].workload.pod.requests.memory = units::Bytes::gib(999);
       }},
      {"the pods take more nvidia.com/gpu than the node has",
       [](auto&, auto& d) {
         d.items[index_of(d, "lonely")].workload.pod.requests.extended["nvidia.com/gpu"] = 1;
       }},
      {"shop/Deployment/fast may not run there",
       [](auto& p, auto&) { p.groups[0].labels.clear(); }},
      {"its DaemonSet pods are not those that would run there",
       [](auto& p, auto&) { p.nodes[0].daemons.clear(); }},
      {"more than 1 of shop/Deployment/lonely on one node",
       [](auto& p, auto& d) {
         for (auto& set : p.nodes) {
           for (auto& of : set.pods) {
             of.pods += of.item.value == index_of(d, "lonely") ? 1 : 0;
           }
         }
       }},
      {"shop/Deployment/lonely and shop/Deployment/web exclude each other",
       [](auto&, auto& d) { d.items[index_of(d, "web")].workload.pod.labels["app"] = "lonely"; }},
      {"is listed twice or without pods",
       [](auto& p, auto&) { p.nodes[0].pods.push_back(p.nodes[0].pods[0]); }},
      {"shop/DaemonSet/agent is a DaemonSet but listed as a pod",
       [](auto& p, auto& d) {
         p.nodes[0].pods.push_back({ItemIndex{index_of(d, "agent")}, 1});
       }},
      {"its price is not the one of", [](auto& p, auto&) { p.groups[0].hourly_per_node = {}; }},
      {"its allocatable is not the one of", [](auto& p, auto&) { ++p.groups[0].allocatable.pods; }},
      {"its nodes are miscounted", [](auto& p, auto&) { ++p.groups[0].count; }},
  }));
  CAPTURE(row.words);
  auto demand = sample();
  auto plan = checked_plan(demand, one_type());
  row.spoil(plan, demand);
  const auto faults = check(plan, demand, {}, prices(), one_type());
  CHECK(std::any_of(faults.begin(), faults.end(),
                    [&](const auto& fault) { return fault.find(row.words) != std::string::npos; }));
}

}  // namespace
}  // namespace eksplan::plan
