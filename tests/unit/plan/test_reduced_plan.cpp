#include <algorithm>

#include "sample.hpp"
#include "support/random.hpp"
#include "support/random_cluster.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/reduced_plan.hpp"

namespace eksplan::plan {
namespace {

demand::Demand with_replicas(demand::Demand demand, const std::vector<std::int64_t>& replicas) {
  for (std::size_t i = 0; i < replicas.size(); ++i) {
    demand.items[i].replicas = replicas[i];
  }
  return demand;
}

units::HourlyRate cost_of(const Plan& plan) {
  return plan.packed + plan.headroom;
}

TEST_CASE("nodes go with the last of their pods, and the rest stays where it is", "[plan]") {
  const auto demand = demand_of({workload("day", 3, 3000, 1000), workload("night", 3, 3000, 1000)});
  auto options = on_nodes();
  options.instance_types = {"m5.xlarge"};
  options.min_nodes = 0;
  const auto whole = checked_plan(demand, options);
  REQUIRE(whole.node_count() == 6);
  const auto half = reduced(whole, with_replicas(demand, {3, 0}), prices(), 0);
  CHECK(half.node_count() == 3);
  CHECK(half.placements[1].target == Target::nowhere);
  CHECK(half.placements[0].group == whole.placements[0].group);
  CHECK(cost_of(half) + cost_of(half) == cost_of(whole));
  CHECK(reduced(whole, with_replicas(demand, {1, 0}), prices(), 2).node_count() == 2);
  CHECK(reduced(whole, with_replicas(demand, {0, 0}), prices(), 2).node_count() == 0);
}

TEST_CASE("pods that stay are counted on as few nodes as they stand on", "[plan]") {
  const auto demand = demand_of({workload("small", 4, 400, 500), workload("large", 2, 1000, 500)});
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  options.min_nodes = 0;
  const auto whole = checked_plan(demand, options);
  const auto fewer = reduced(whole, with_replicas(demand, {2, 1}), prices(), 0);
  CHECK(fewer.node_count() <= whole.node_count());
  CHECK(check(fewer, with_replicas(demand, {2, 1}), {}, prices(), options).empty());
}

TEST_CASE("what is left of a plan is a plan that costs no more", "[plan][property]") {
  for (std::uint64_t seed = 2000; seed < 2000 + support::cases(200); ++seed) {
    CAPTURE(seed);
    support::Random random(seed);
    support::ClusterShape shape;
    shape.constraints = seed % 2 == 0;
    const auto demand = demand::build(support::random_cluster(seed, shape), {}, {});
    Options options;
    options.instance_types = {"m5.*", "c6i.*large", "g4dn.*"};
    options.min_nodes = random.between(0, 3);
    options.effort = 5;
    const auto whole = make_plan(demand, {}, prices(), options);
    auto fewer = demand;
    for (auto& item : fewer.items) {
      item.replicas = random.between(0, item.replicas);
    }
    const auto left = reduced(whole, fewer, prices(), options.min_nodes);
    CHECK(cost_of(left) <= cost_of(whole));
    CHECK(places_alike(left, whole));
    CHECK(groups_within(left, whole).has_value());
    CHECK(left.unplaced_pods() <= whole.unplaced_pods());
    auto broken = check(left, fewer, {}, prices(), options);
    std::erase_if(broken, [](const std::string& fault) {  // weighed when a pod is placed
      return fault.find("skew") != std::string::npos || fault.find("spread") != std::string::npos ||
             fault.find("affinity") != std::string::npos;
    });
    CHECK(broken == std::vector<std::string>{});
    const auto same = reduced(whole, demand, prices(), options.min_nodes);
    CHECK(same.node_count() == whole.node_count());
    CHECK(cost_of(same) == cost_of(whole));
  }
}

}  // namespace
}  // namespace eksplan::plan
