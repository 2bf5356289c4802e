#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

TEST_CASE("nothing to run is an empty plan", "[plan]") {
  const auto plan = checked_plan(demand_of({}), {});
  CHECK(plan.groups.empty());
  CHECK(plan.packed == units::HourlyRate{});
  CHECK(plan.bound == "optimal");
}

TEST_CASE("one small pod is cheaper on Fargate than on two nodes", "[plan]") {
  const auto demand = demand_of({workload("web", 1, 200, 200)});
  const auto plan = checked_plan(demand, {});
  CHECK(plan.placements[0].target == Target::fargate);
  CHECK(plan.placements[0].reason == "cheaper");
  CHECK(plan.nodes.empty());
  CHECK(plan.packed.hourly().text() == "0.0123425");  // 0.25 vCPU, 0.5 GB
  CHECK(plan.bound == "optimal");
}

TEST_CASE("many pods are cheaper on nodes", "[plan]") {
  const auto demand = demand_of({workload("web", 60, 400, 1500)});
  const auto plan = checked_plan(demand, {});
  CHECK(plan.placements[0].target == Target::nodes);
  CHECK(plan.placements[0].reason == "cheaper");
  CHECK(plan.placements[0].fargate_per_pod.has_value());
}

TEST_CASE("a placement that is asked for is kept where it is possible", "[plan]") {
  auto privileged = workload("agent", 2, 100, 100);
  privileged.pod.spec.containers[0].privileged = model::Located<bool>{true, {}};
  const auto demand = demand_of({workload("web", 60, 400, 1500), privileged});
  Options options;
  options.placement = PlacementMode::fargate;
  const auto plan = checked_plan(demand, options);
  const auto& web = plan.placements[index_of(demand, "web")];
  CHECK(web.target == Target::fargate);
  CHECK(web.reason == "requested");
  const auto& agent = plan.placements[index_of(demand, "agent")];
  CHECK(agent.target == Target::nodes);
  CHECK(agent.reason == "blocked");
  CHECK_FALSE(agent.fargate.eligible);
  CHECK(plan.node_count() == 2);
}

TEST_CASE("with nodes asked for nothing runs on Fargate, but its price is known", "[plan]") {
  const auto demand = demand_of({workload("web", 1, 200, 200)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[0].target == Target::nodes);
  CHECK(plan.placements[0].reason == "requested");
  REQUIRE(plan.placements[0].fargate_per_pod.has_value());
  CHECK(plan.placements[0].fargate_per_pod->hourly().text() == "0.0123425");
}

model::Inventory with_profile(const std::string& namespace_name, model::Labels labels) {
  model::FargateProfile profile;
  profile.name = "chosen";
  profile.selectors.push_back(
      {.namespace_name = namespace_name, .labels = std::move(labels), .at = {}});
  model::Inventory inventory;
  inventory.cluster.fargate_profiles.push_back(std::move(profile));
  return inventory;
}

TEST_CASE("by profiles, what a profile selects is on Fargate and all else on nodes", "[plan]") {
  const auto demand = demand_of(
      {workload("web", 60, 400, 1500), workload("api", 1, 200, 200), daemon_set("log", 100, 100)});
  const auto inventory = with_profile("shop", {{"app", "web"}});
  Options options;
  options.placement = PlacementMode::profiles;
  const auto plan = make_plan(demand, inventory, prices(), options);
  CHECK(check(plan, demand, inventory, prices(), options).empty());
  CHECK(plan.placements[index_of(demand, "web")].target == Target::fargate);
  CHECK(plan.placements[index_of(demand, "web")].reason == "profile");
  CHECK(plan.placements[index_of(demand, "api")].target == Target::nodes);
  CHECK(plan.placements[index_of(demand, "api")].reason == "no-profile");
  CHECK(plan.placements[index_of(demand, "log")].target == Target::every_node);
  options.placement = PlacementMode::cheapest;
  const auto cheapest = make_plan(demand, inventory, prices(), options);
  options.placement = PlacementMode::profiles;
  CHECK_FALSE(check(cheapest, demand, inventory, prices(), options).empty());
}

TEST_CASE("pods that a profile takes though they cannot run there stay Pending", "[plan]") {
  auto agent = workload("agent", 2, 100, 100);
  agent.pod.spec.containers[0].privileged = model::Located<bool>{true, {}};
  const auto demand = demand_of({agent});
  const auto inventory = with_profile("shop", {});
  Options options;
  options.placement = PlacementMode::profiles;
  const auto plan = make_plan(demand, inventory, prices(), options);
  CHECK(check(plan, demand, inventory, prices(), options).empty());
  CHECK(plan.placements[0].target == Target::unplaced);
  CHECK(plan.placements[0].unplaced_pods == 2);
  CHECK(plan.placements[0].nearest_miss ==
        "Fargate profile chosen selects them, and they cannot run there (fargate-privileged)");
}

TEST_CASE("a workload without replicas runs nowhere and costs nothing", "[plan]") {
  const auto demand = demand_of({workload("web", 0, 200, 200)});
  const auto plan = checked_plan(demand, {});
  CHECK(plan.placements[0].target == Target::nowhere);
  CHECK(plan.placements[0].reason == "no-replicas");
  CHECK(plan.packed == units::HourlyRate{});
}

TEST_CASE("a DaemonSet alone needs no node", "[plan]") {
  const auto demand = demand_of({daemon_set("agent", 100, 100)});
  const auto plan = checked_plan(demand, {});
  CHECK(plan.placements[0].target == Target::every_node);
  CHECK(plan.nodes.empty());
}

TEST_CASE("ephemeral storage above the free part is in the price of a Fargate pod", "[plan]") {
  auto web = workload("web", 1, 200, 200);
  web.pod.requests.ephemeral_storage = units::Bytes::gib(30);
  web.pod.requests_without_overhead = web.pod.requests;
  const auto demand = demand_of({web});
  const auto plan = checked_plan(demand, {});
  REQUIRE(plan.placements[0].target == Target::fargate);
  // 30 GiB + 10 % + 5 GiB - 20 GiB = 18 GiB at 0.000111
  CHECK(plan.packed.hourly().text() == "0.0143405");
}

TEST_CASE("headroom costs extra, and the packed rate and its bound stay", "[plan]") {
  const auto demand = demand_of({workload("web", 20, 400, 1500), workload("big", 2, 3000, 9000)});
  auto options = on_nodes();
  const auto packed = checked_plan(demand, options);
  CHECK(packed.headroom == units::HourlyRate{});
  for (const auto percent : {std::optional<std::int64_t>(20), std::optional<std::int64_t>()}) {
    options.headroom.percent = percent;
    const auto roomy = checked_plan(demand, options);
    CHECK(roomy.packed <= packed.packed);
    CHECK(roomy.lower_bound == packed.lower_bound);
    CHECK(roomy.packed + roomy.headroom >= packed.packed);
    CHECK(roomy.stranded_pods == 0);
  }
}

TEST_CASE("percent of headroom stay free on every node", "[plan]") {
  const auto demand = demand_of({workload("web", 20, 400, 1500)});
  auto options = on_nodes();
  options.headroom.percent = 30;
  const auto plan = checked_plan(demand, options);
  for (const auto& set : plan.nodes) {
    const auto& allocatable = plan.groups[set.group.value].allocatable;
    std::int64_t cpu = 0;
    for (const auto& of : set.pods) {
      cpu += of.pods * 400;
    }
    CHECK(cpu * 100 <= allocatable.cpu.millis() * 70);
  }
}

}  // namespace
}  // namespace eksplan::plan
