#include <algorithm>

#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

model::Workload near(model::Workload workload, const std::string& app, const char* topology) {
  workload.pod.spec.required_pod_affinity.push_back(to_app(app, topology));
  return workload;
}

model::Workload apart(model::Workload workload, const std::string& app, const char* topology) {
  workload.pod.spec.required_pod_anti_affinity.push_back(to_app(app, topology));
  return workload;
}

Options two_zones() {
  auto options = on_nodes();
  options.instance_types = {"m5.large", "m5.xlarge"};  // 1930m and 3920m
  return options;
}

TEST_CASE("pods that want another on their node are with it, as evenly as counts allow", "[plan]") {
  const auto demand = demand_of(
      {near(workload("web", 5, 400, 100), "cache", kHost), workload("cache", 2, 400, 100)});
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  const auto plan = checked_plan(demand, options);
  CHECK(plan.unplaced_pods() == 0);
  auto webs = pods_by_node(plan, index_of(demand, "web"));
  std::sort(webs.begin(), webs.end());
  CHECK(webs == std::vector<std::int64_t>{2, 3});
}

TEST_CASE("of a target only as many pods as are wanted are welded", "[plan]") {
  const auto demand = demand_of(
      {near(workload("web", 1, 100, 100), "cache", kHost), workload("cache", 4, 1800, 100)});
  const auto plan = checked_plan(demand, two_zones());
  CHECK(plan.unplaced_pods() == 0);
}

TEST_CASE("pods that want each other on their node are on one node", "[plan]") {
  const auto demand = demand_of({near(workload("web", 4, 900, 100), "web", kHost)});
  const auto plan = checked_plan(demand, two_zones());
  CHECK(pods_by_node(plan, 0) == std::vector<std::int64_t>{4});
}

TEST_CASE("pods that want each other on a node that none is large enough for hear of it",
          "[plan]") {
  const auto demand = demand_of({near(workload("web", 5, 900, 100), "web", kHost)});
  const auto plan = checked_plan(demand, two_zones());
  CHECK(plan.placements[0].unplaced_pods == 5);
  CHECK(plan.placements[0].nearest_miss ==
        "5 pods of shop/Deployment/web have to be on one node: m5.xlarge lacks 580m of CPU, "
        "m5.large lacks 2570m of CPU; --instance-types 'm5.large,m5.xlarge,c6a.*' would do");
}

TEST_CASE("affinity to pods that do not exist places nobody, and what was wanted is named",
          "[plan]") {
  auto elsewhere = workload("cache", 1, 100, 100);
  elsewhere.id.namespace_name = "data";
  const auto demand = demand_of({near(workload("web", 2, 100, 100), "cache", kHost),
                                 near(workload("api", 1, 100, 100), "web", kZone), elsewhere});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "required pod affinity by kubernetes.io/hostname wants pods with app In [cache], and no "
        "node has any; data/Deployment/cache has such pods, in a namespace that the term does not "
        "name");
  CHECK(plan.placements[index_of(demand, "api")].nearest_miss ==
        "required pod affinity by topology.kubernetes.io/zone wants pods with app In [web], and no "
        "node has any");
  CHECK(plan.placements[index_of(demand, "cache")].unplaced_pods == 0);
}

TEST_CASE("pods that no node takes are nobody's company", "[plan]") {
  const auto demand = demand_of(
      {near(workload("web", 2, 100, 100), "giant", kZone), workload("giant", 1, 1'000'000, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "required pod affinity by topology.kubernetes.io/zone wants pods with app In [giant], and "
        "no node has any");
}

TEST_CASE("affinity to a DaemonSet is met on the nodes that it runs on", "[plan]") {
  auto agent = daemon_set("agent", 10, 10);
  agent.pod.spec.node_selector["disktype"] = {"ssd", {}};
  auto web = near(workload("web", 2, 100, 100), "agent", kHost);
  auto ssd = workload("ssd", 1, 100, 100);
  ssd.pod.spec.node_selector["disktype"] = {"ssd", {}};
  const auto demand = demand_of({web, agent, ssd});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.unplaced_pods() == 0);
}

TEST_CASE("two that have to share a node and may not are refused, the target is planned",
          "[plan]") {
  auto web = apart(near(workload("web", 2, 100, 100), "cache", kHost), "cache", kHost);
  const auto demand = demand_of({web, workload("cache", 1, 100, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "shop/Deployment/cache and shop/Deployment/web have to be on one node and may not share "
        "one");
  CHECK(plan.placements[index_of(demand, "cache")].unplaced_pods == 0);
}

TEST_CASE("pods that want others in their zone are all in one, and so are the others", "[plan]") {
  const auto demand = demand_of(
      {near(workload("web", 6, 1500, 100), "cache", kZone), workload("cache", 2, 1500, 100)});
  const auto plan = checked_plan(demand, two_zones());
  CHECK(plan.unplaced_pods() == 0);
  CHECK(pods_by_zone(plan, index_of(demand, "web")).size() == 1);
}

TEST_CASE("a zone is chosen in which all who want company may be", "[plan]") {
  auto web = near(workload("web", 2, 100, 100), "cache", kZone);
  web.pod.spec.node_selector[kZone] = {"us-east-1b", {}};
  const auto demand = demand_of({web, workload("cache", 2, 100, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.unplaced_pods() == 0);
  CHECK(pods_by_zone(plan, index_of(demand, "cache")) ==
        std::map<std::string, std::int64_t>{{"us-east-1b", 2}});
}

TEST_CASE("zones that contradict each other are named", "[plan]") {
  auto web = near(workload("web", 2, 100, 100), "cache", kZone);
  web.pod.spec.node_selector[kZone] = {"us-east-1b", {}};
  auto cache = workload("cache", 2, 100, 100);
  cache.pod.spec.node_selector[kZone] = {"us-east-1a", {}};
  const auto demand = demand_of({web, cache});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "required pod affinity wants them in the zones of shop/Deployment/cache, and no zone of 2 "
        "zones (us-east-1a, us-east-1b) will do for both");
  CHECK(plan.placements[index_of(demand, "cache")].unplaced_pods == 0);
}

TEST_CASE(
    "pods that keep apart by zone have one in each, and the rest hear how many zones there are",
    "[plan]") {
  const auto demand = demand_of({apart(workload("db", 4, 100, 100), "db", kZone)});
  auto options = on_nodes();
  options.zones = 3;
  const auto plan = checked_plan(demand, options);
  CHECK(pods_by_zone(plan, 0) == std::map<std::string, std::int64_t>{
                                     {"us-east-1a", 1}, {"us-east-1b", 1}, {"us-east-1d", 1}});
  CHECK(plan.placements[0].unplaced_pods == 1);
  CHECK(plan.placements[0].nearest_miss ==
        "its pods keep apart by zone, 4 of them, and the nodes are in 3 zones (us-east-1a, "
        "us-east-1b, us-east-1d); --zones 4 would do");
  options.more_zones = true;
  CHECK(checked_plan(demand, options).unplaced_pods() == 0);
}

TEST_CASE("workloads that keep apart by zone are in different ones", "[plan]") {
  const auto demand = demand_of({apart(workload("blue", 3, 900, 100), "green", kZone),
                                 workload("green", 3, 900, 100), workload("other", 3, 900, 100)});
  const auto plan = checked_plan(demand, two_zones());
  CHECK(plan.unplaced_pods() == 0);
}

TEST_CASE("three that keep apart by zone do not fit into two zones", "[plan]") {
  const auto demand =
      demand_of({apart(apart(workload("a", 1, 100, 100), "b", kZone), "c", kZone),
                 apart(workload("b", 1, 100, 100), "c", kZone), workload("c", 1, 100, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.unplaced_pods() == 1);
  CHECK(plan.placements[index_of(demand, "c")].nearest_miss ==
        "it keeps apart by zone from shop/Deployment/a, and no other zone of 2 zones (us-east-1a, "
        "us-east-1b) is left; --zones 3 would do");
}

TEST_CASE("who needs company on its node is not sent to Fargate, nor is the company", "[plan]") {
  const auto demand = demand_of(
      {near(workload("web", 2, 250, 400), "cache", kHost), workload("cache", 1, 250, 400)});
  Options options;
  for (const auto mode : {PlacementMode::cheapest, PlacementMode::fargate}) {
    options.placement = mode;
    const auto plan = checked_plan(demand, options);
    CHECK(plan.placements[0].target == Target::nodes);
    CHECK(plan.placements[1].target == Target::nodes);
  }
}

TEST_CASE("the bound does not know of affinity", "[plan]") {
  auto options = two_zones();
  options.min_nodes = 1;
  const auto free = demand_of({workload("web", 2, 1500, 100), workload("cache", 2, 400, 100)});
  const auto tied = demand_of(
      {near(workload("web", 2, 1500, 100), "web", kHost), workload("cache", 2, 400, 100)});
  const auto loose = checked_plan(free, options);
  const auto strict = checked_plan(tied, options);
  CHECK(strict.lower_bound <= loose.packed);
  CHECK(strict.packed >= loose.packed);
}

}  // namespace
}  // namespace eksplan::plan
