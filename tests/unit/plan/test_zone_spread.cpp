#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/zone_fill.hpp"

namespace eksplan::plan {
namespace {

using ByZone = std::map<std::string, std::int64_t>;

model::Workload spread(model::Workload workload, const std::string& app, std::int64_t skew) {
  workload.pod.spec.topology_spread.push_back(hard_spread(app, skew, kZone));
  return workload;
}

Options nodes_in_zones(std::int64_t count) {
  auto options = on_nodes();
  options.zones = count;
  return options;
}

struct ZoneSpreadRow {
  std::int64_t units;
  std::vector<std::int64_t> levels;
  std::vector<std::int64_t> limits;
  std::vector<std::int64_t> filled;
};

TEST_CASE("units go to the lowest zone that may take one", "[plan]") {
  const auto row = GENERATE(values<ZoneSpreadRow>({
      {7, {0, 0, 0}, {9, 9, 9}, {3, 2, 2}},
      {2, {5, 0, 1}, {9, 9, 9}, {0, 2, 0}},
      {9, {5, 0, 1}, {9, 9, 9}, {0, 5, 4}},
      {9, {0, 0, 0}, {1, 2, 3}, {1, 2, 3}},
      {0, {0, 0, 0}, {1, 2, 3}, {0, 0, 0}},
      {2'000'000, {1, 0, 0}, {9'000'000, 9'000'000, 9'000'000}, {666'666, 666'667, 666'667}},
  }));
  CHECK(fill_zones(row.units, {.open = {true, true, true},
                               .levels = row.levels,
                               .limits = row.limits,
                               .load = {0, 0, 0}}) == row.filled);
}

TEST_CASE("of equal zones the one with less load is filled first, closed ones never", "[plan]") {
  CHECK(fill_zones(2, {.open = {true, false, true},
                       .levels = {0, 0, 0},
                       .limits = {9, 9, 9},
                       .load = {8, 0, 7}}) == std::vector<std::int64_t>{1, 0, 1});
  CHECK(fill_zones(1, {.open = {true, false, true},
                       .levels = {0, 0, 0},
                       .limits = {9, 9, 9},
                       .load = {8, 0, 7}}) == std::vector<std::int64_t>{0, 0, 1});
}

TEST_CASE("a hard spread divides replicas over the zones", "[plan]") {
  const auto demand = demand_of({spread(workload("web", 7, 100, 100), "web", 1)});
  CHECK(pods_by_zone(checked_plan(demand, nodes_in_zones(3)), 0) ==
        ByZone{{"us-east-1a", 3}, {"us-east-1b", 2}, {"us-east-1d", 2}});
}

TEST_CASE("a hard spread counts the pods of others that its selector selects", "[plan]") {
  auto web = workload("web", 3, 100, 100);
  web.pod.spec.topology_spread.push_back(hard_spread("shop", 1, kZone));
  web.pod.labels["app"] = "shop";
  auto api = workload("api", 3, 100, 100);
  api.pod.labels["app"] = "shop";
  const auto demand = demand_of({web, api});
  const auto plan = checked_plan(demand, nodes_in_zones(2));
  ByZone all;
  for (const auto item : {0U, 1U}) {
    for (const auto& [zone, pods] : pods_by_zone(plan, item)) {
      all[zone] += pods;
    }
  }
  CHECK(all == ByZone{{"us-east-1a", 3}, {"us-east-1b", 3}});
}

TEST_CASE("a spread is over the zones that the pod's own selectors allow", "[plan]") {
  auto web = spread(workload("web", 5, 100, 100), "web", 1);
  web.pod.spec.node_selector[kZone] = {"us-east-1b", {}};
  const auto demand = demand_of({web});
  CHECK(pods_by_zone(checked_plan(demand, nodes_in_zones(3)), 0) == ByZone{{"us-east-1b", 5}});
}

TEST_CASE("with nodeAffinityPolicy Ignore zones count that the pod may not use", "[plan]") {
  auto web = spread(workload("web", 5, 100, 100), "web", 2);
  web.pod.spec.node_selector[kZone] = {"us-east-1b", {}};
  web.pod.spec.topology_spread[0].honors_affinity = false;
  const auto demand = demand_of({web, workload("api", 4, 1500, 100)});
  const auto plan = checked_plan(demand, nodes_in_zones(2));
  CHECK(pods_by_zone(plan, index_of(demand, "web")) == ByZone{{"us-east-1b", 2}});
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "hard topology spread allows zones to differ by 2 pods and counts us-east-1a too, where "
        "it may use no node (nodeAffinityPolicy: Ignore)");
}

TEST_CASE("matchLabelKeys counts the pods that are alike in them", "[plan]") {
  const auto labelled = [](const std::string& name, const std::string& release) {
    auto web = workload(name, 1, 100, 100);
    web.pod.labels = {{"app", "web"}, {"release", release}};
    web.pod.spec.topology_spread.push_back(hard_spread("web", 1, kHost));
    web.pod.spec.topology_spread[0].match_label_keys = {"release", "missing"};
    return web;
  };
  auto options = nodes_in_zones(2);
  options.min_nodes = 1;
  CHECK(checked_plan(demand_of({labelled("a", "1"), labelled("b", "2")}), options).node_count() ==
        1);
  CHECK(checked_plan(demand_of({labelled("a", "1"), labelled("b", "1")}), options).node_count() ==
        2);
}

TEST_CASE("by pod-template-hash only pods of the same workload are counted", "[plan]") {
  const auto labelled = [](const std::string& name) {
    auto web = workload(name, 1, 100, 100);
    web.pod.labels = {{"app", "web"}};
    web.pod.spec.topology_spread.push_back(hard_spread("web", 1, kHost));
    web.pod.spec.topology_spread[0].match_label_keys = {"pod-template-hash"};
    return web;
  };
  auto options = nodes_in_zones(2);
  options.min_nodes = 1;
  CHECK(checked_plan(demand_of({labelled("a"), labelled("b")}), options).node_count() == 1);
}

TEST_CASE("anti-affinity with matchLabelKeys keeps apart what is alike in them", "[plan]") {
  const auto apart = [](const std::string& name, bool unlike) {
    auto web = workload(name, 1, 100, 100);
    web.pod.labels = {{"app", "web"}};
    web.pod.spec.required_pod_anti_affinity.push_back(to_app("web", kHost));
    auto& term = web.pod.spec.required_pod_anti_affinity[0];
    (unlike ? term.mismatch_label_keys : term.match_label_keys) = {"pod-template-hash"};
    return web;
  };
  auto options = nodes_in_zones(2);
  options.min_nodes = 1;
  for (const bool unlike : {false, true}) {
    CHECK(checked_plan(demand_of({apart("a", unlike), apart("b", unlike)}), options).node_count() ==
          (unlike ? 2 : 1));
  }
}

TEST_CASE("minDomains that are not there bound the pods of each zone", "[plan]") {
  auto web = workload("web", 5, 100, 100);
  auto wish = hard_spread("web", 1, kZone);
  wish.min_domains = 3;
  web.pod.spec.topology_spread.push_back(wish);
  const auto demand = demand_of({web});
  auto options = nodes_in_zones(2);
  const auto plan = checked_plan(demand, options);
  CHECK(plan.placements[0].unplaced_pods == 3);
  CHECK(plan.placements[0].nearest_miss ==
        "hard topology spread wants 3 zones and until then at most 1 pod in each, and there are "
        "nodes for shop/Deployment/web in 2 zones; --zones 3 would do");
  options.more_zones = true;
  CHECK(checked_plan(demand, options).unplaced_pods() == 0);
}

TEST_CASE("pods with a hard spread over zones do not go to Fargate", "[plan]") {
  const auto demand = demand_of({spread(workload("web", 2, 250, 400), "web", 1)});
  const auto plan = checked_plan(demand, Options{});
  CHECK(plan.placements[0].target == Target::nodes);
  CHECK(plan.placements[0].reason == "scheduling");
}

TEST_CASE("a hard spread over hosts keeps others that it counts off the node", "[plan]") {
  auto web = workload("web", 2, 100, 100);
  web.pod.labels["app"] = "shop";
  web.pod.spec.topology_spread.push_back(hard_spread("shop", 1, kHost));
  auto api = workload("api", 2, 100, 100);
  api.pod.labels["app"] = "shop";
  const auto demand = demand_of({web, api});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.unplaced_pods() == 0);
  CHECK(plan.node_count() >= 3);
}

TEST_CASE("a hard spread over hosts binds the plan and not the bound", "[plan]") {
  auto web = workload("web", 6, 100, 100);
  web.pod.spec.topology_spread.push_back(hard_spread("web", 1, kHost));
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  const auto plan = checked_plan(demand_of({web}), options);
  CHECK(plan.node_count() == 6);
  options.min_nodes = 1;
  CHECK(checked_plan(demand_of({web}), options).lower_bound * 6 == plan.packed);
}

}  // namespace
}  // namespace eksplan::plan
