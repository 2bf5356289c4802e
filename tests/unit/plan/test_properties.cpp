#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "sample.hpp"
#include "support/random.hpp"
#include "support/random_cluster.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"

namespace eksplan::plan {
namespace {

std::vector<demand::AddOnPods> add_ons() {
  std::vector<demand::AddOnPods> pods;
  for (const auto& add_on : prices().add_ons()) {
    demand::AddOnPods one;
    one.name = std::string(add_on.name);
    one.daemon_set = add_on.daemon_set;
    one.replicas = add_on.replicas;
    one.requests.cpu = add_on.cpu;
    one.requests.memory = add_on.memory;
    one.host_network = add_on.host_network;
    one.only_with_ebs = add_on.only_with_ebs;
    pods.push_back(std::move(one));
  }
  return pods;
}

// Few types keep a plan quick; what is tested does not depend on how many there are.
Options options_for(std::uint64_t seed) {
  Options options;
  options.instance_types = {"m5.*", "c6i.*large", "r5.*", "g4dn.*"};
  options.placement =
      std::array{PlacementMode::cheapest, PlacementMode::nodes, PlacementMode::fargate}[seed % 3];
  options.max_node_groups = static_cast<std::int64_t>(seed % 5);
  options.min_nodes = static_cast<std::int64_t>(seed % 4);
  options.zones = 1 + static_cast<std::int64_t>(seed % 3);
  options.effort = 10;
  return options;
}

demand::Demand demand_for(std::uint64_t seed) {
  return demand::build(support::random_cluster(seed), add_ons(), {});
}

TEST_CASE("a plan breaks no rule and never costs less than its bound", "[plan][property]") {
  for (std::uint64_t seed = 0; seed < support::cases(500); ++seed) {
    CAPTURE(seed);
    const auto demand = demand_for(seed);
    const auto options = options_for(seed);
    const auto plan = make_plan(demand, {}, prices(), options);
    REQUIRE(check(plan, demand, {}, prices(), options) == std::vector<std::string>{});
    REQUIRE(plan.lower_bound <= plan.packed);
    for (const auto& placement : plan.placements) {
      REQUIRE(placement.nearest_miss.empty() == (placement.unplaced_pods == 0));
    }
  }
}

TEST_CASE("wishes of pods for each other and for zones are kept or named", "[plan][property]") {
  for (std::uint64_t seed = 1000; seed < 1000 + support::cases(500); ++seed) {
    CAPTURE(seed);
    support::ClusterShape shape;
    shape.relations = true;
    const auto inventory = support::random_cluster(seed, shape);
    const auto demand = demand::build(inventory, add_ons(), {});
    const auto options = options_for(seed);
    const auto plan = make_plan(demand, inventory, prices(), options);
    REQUIRE(check(plan, demand, inventory, prices(), options) == std::vector<std::string>{});
    REQUIRE(plan.lower_bound <= plan.packed);
    for (const auto& placement : plan.placements) {
      REQUIRE(placement.nearest_miss.empty() == (placement.unplaced_pods == 0));
    }
  }
}

// Policies of spreads, labels that pods are to be like in, tainted groups, volumes on nodes.
void add_fine_print(model::Inventory& inventory, std::uint64_t seed) {
  support::Random random(seed);
  for (auto& workload : inventory.workloads) {
    for (auto& spread : workload.pod.spec.topology_spread) {
      spread.honors_affinity = random.chance(60);
      spread.honors_taints = random.chance(40);
      if (random.chance(30)) {
        spread.match_label_keys = {random.chance(50) ? "pod-template-hash" : "app"};
      }
    }
    for (auto& term : workload.pod.spec.required_pod_anti_affinity) {
      if (random.chance(30)) {
        (random.chance(50) ? term.match_label_keys
                           : term.mismatch_label_keys) = {"pod-template-hash"};
      }
    }
    for (const auto& [key, value] : workload.pod.spec.node_selector) {
      if (random.chance(50) && !rules::is_well_known_label(key)) {
        model::ClusterNodeGroup group;
        group.name = "given-" + key;
        group.labels = {{key, value.value}};
        group.taints = {{"given", "", model::TaintEffect::no_schedule}};
        inventory.cluster.node_groups.push_back(group);
      }
    }
    if (random.chance(30)) {
      workload.pod.spec.tolerations.push_back(
          {.key = "given", .exists = true, .value = "", .effect = {}, .at = {}});
    }
  }
  for (auto& volume : inventory.volumes) {
    if (random.chance(20)) {
      volume.hosts = {"ip-10-0-0-1"};
    }
  }
}

TEST_CASE("the fine print of wishes, and where types are offered, is kept to", "[plan][property]") {
  for (std::uint64_t seed = 2000; seed < 2000 + support::cases(300); ++seed) {
    CAPTURE(seed);
    support::ClusterShape shape;
    shape.relations = true;
    auto inventory = support::random_cluster(seed, shape);
    add_fine_print(inventory, seed);
    const auto demand = demand::build(inventory, add_ons(), {});
    auto options = options_for(seed);
    options.instance_types = {"m6i.*large", "m8azn.*large", "c8ib.*large", "g6e.*", "inf2.*"};
    const auto plan = make_plan(demand, inventory, prices(), options);
    REQUIRE(check(plan, demand, inventory, prices(), options) == std::vector<std::string>{});
    REQUIRE(plan.lower_bound <= plan.packed);
    for (const auto& placement : plan.placements) {
      REQUIRE(placement.nearest_miss.empty() == (placement.unplaced_pods == 0));
    }
  }
}

// The value after `option` in an advice, without quotes; empty where it is not advised.
std::string advised(const std::string& text, const std::string& option) {
  const auto end = text.rfind(" would do");
  const auto start = text.rfind("; " + option + " ");
  if (end == std::string::npos || start == std::string::npos) {
    return "";
  }
  auto value = text.substr(start + option.size() + 3, end - start - option.size() - 3);
  std::erase(value, '\'');
  return value;
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (const auto part : base::split(list, ',')) {
    parts.emplace_back(part);
  }
  return parts;
}

TEST_CASE("what is advised does", "[plan][property]") {
  std::int64_t tried = 0;
  for (std::uint64_t seed = 3000; seed < 3000 + support::cases(100); ++seed) {
    support::ClusterShape shape;
    shape.relations = true;
    const auto inventory = support::random_cluster(seed, shape);
    const auto demand = demand::build(inventory, add_ons(), {});
    auto options = options_for(seed);
    options.instance_types = {"m5.*large"};
    options.effort = 200;
    const auto plan = make_plan(demand, inventory, prices(), options);
    for (std::size_t i = 0; i < plan.placements.size(); ++i) {
      const auto& text = plan.placements[i].nearest_miss;
      CAPTURE(seed, text, demand.items[i].workload.id.text());
      auto better = options;
      if (const auto zones = advised(text, "--zones"); !zones.empty()) {
        better.zones = std::stoll(zones);
      } else if (const auto groups = advised(text, "--max-node-groups"); !groups.empty()) {
        better.max_node_groups = std::stoll(groups);
      } else if (const auto types = advised(text, "--instance-types"); !types.empty()) {
        better.instance_types = parts_of(types);
      } else {
        continue;
      }
      ++tried;
      const auto other = make_plan(demand, inventory, prices(), better);
      const auto& after = other.placements[i].nearest_miss;
      CAPTURE(after, better.max_node_groups, other.groups.size(), plan.groups.size(),
              other.unplaced_pods(), plan.unplaced_pods());
      CHECK(other.placements[i].unplaced_pods == 0);
    }
  }
  CHECK(tried > 2);
}

bool same(const Plan& a, const Plan& b) {
  const auto equal_nodes = std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(),
                                      b.nodes.end(), [](const NodeSet& x, const NodeSet& y) {
                                        return x.group == y.group && x.zone == y.zone &&
                                               x.count == y.count && x.pods == y.pods &&
                                               x.daemons == y.daemons;
                                      });
  return equal_nodes && a.packed == b.packed && a.lower_bound == b.lower_bound &&
         a.zones == b.zones;
}

TEST_CASE("the order of the input changes nothing", "[plan][property]") {
  for (std::uint64_t seed = 500; seed < 500 + support::cases(40); ++seed) {
    CAPTURE(seed);
    auto inventory = support::random_cluster(seed);
    const auto first = demand::build(inventory, add_ons(), {});
    std::reverse(inventory.workloads.begin(), inventory.workloads.end());
    const auto second = demand::build(inventory, add_ons(), {});
    const auto options = options_for(seed);
    CHECK(same(make_plan(first, {}, prices(), options), make_plan(second, {}, prices(), options)));
  }
}

TEST_CASE("allowing Fargate never raises cost or bound", "[plan][property]") {
  for (std::uint64_t seed = 600; seed < 600 + support::cases(60); ++seed) {
    CAPTURE(seed);
    const auto demand = demand_for(seed);
    auto options = options_for(seed);
    options.placement = PlacementMode::nodes;
    const auto nodes = make_plan(demand, {}, prices(), options);
    options.placement = PlacementMode::cheapest;
    const auto either = make_plan(demand, {}, prices(), options);
    CHECK(either.unplaced_pods() <= nodes.unplaced_pods());
    if (either.unplaced_pods() == nodes.unplaced_pods()) {
      CHECK(either.packed <= nodes.packed);
      CHECK(either.lower_bound <= nodes.lower_bound);
    }
  }
}

TEST_CASE("one more instance type never raises the bound", "[plan][property]") {
  for (std::uint64_t seed = 700; seed < 700 + support::cases(40); ++seed) {
    CAPTURE(seed);
    support::ClusterShape shape;
    shape.constraints = false;
    const auto demand = demand::build(support::random_cluster(seed, shape), add_ons(), {});
    auto options = on_nodes();
    options.effort = 10;
    options.instance_types = {"m5.*", "c5.*"};
    const auto fewer = make_plan(demand, {}, prices(), options);
    options.instance_types = {"m5.*", "c5.*", "r5.*"};
    const auto more = make_plan(demand, {}, prices(), options);
    // Bounds are rounded down from floating point to whole nano-dollars.
    const auto rounding = units::HourlyRate::per_hour(units::Money::from_nanos(1000));
    CHECK(more.lower_bound <= fewer.lower_bound + rounding);
  }
}

}  // namespace
}  // namespace eksplan::plan
