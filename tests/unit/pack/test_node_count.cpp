#include <algorithm>

#include "bound_helpers.hpp"
#include "exhaustive.hpp"
#include "known_instances.hpp"
#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/bounds.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

ProvenBound bound_of(const Instance& instance, const Packing& packing) {
  const auto served = served_by(instance, packing);
  BoundEffort effort;
  effort.counts.nodes = 500;
  return prove_bound(served.problem, served.load, served.draft, effort);
}

TEST_CASE("counting whole bins never claims more than the optimum, and often finds it",
          "[pack][property]") {
  int closed = 0;
  constexpr int kSeeds = 600;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const auto instance = tiny_instance(seed);
    const auto packing = solve(instance, {.effort = 40});
    const auto optimum = least_cost(instance, packing.unplaced, false);
    REQUIRE(optimum.has_value());
    const auto proven = bound_of(instance, packing);
    REQUIRE(proven.lower_bound <= *optimum);
    REQUIRE(proven.certified <= proven.lower_bound);
    closed += proven.lower_bound == *optimum ? 1 : 0;
  }
  CHECK(closed > kSeeds * 94 / 100);
}

TEST_CASE("bins are whole: four halves of a bin take two", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {20}, .price = 20},
                      {.capacity = {31}, .price = 29, .group_class = 1}};
  instance.shapes = {{.demand = {10}, .lots = {{4}}, .allowed = {true, true}}};
  const auto packing = solve(instance);
  CHECK(packing.cost == 40);
  const auto proven = bound_of(instance, packing);
  CHECK(proven.lower_bound == 40);
}

TEST_CASE("the limit on groups is in the count of bins", "[pack]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {100, 50}, .price = 7},
                      {.capacity = {50, 100}, .price = 7, .group_class = 1},
                      {.capacity = {100, 100}, .price = 13, .group_class = 2}};
  instance.shapes = {{.demand = {2, 1}, .lots = {{500}}, .allowed = {true, true, true}},
                     {.demand = {1, 2}, .lots = {{500}}, .allowed = {true, true, true}}};
  CHECK(bound_of(instance, solve(instance)).lower_bound == 140);
  instance.max_groups = 1;
  const auto packing = solve(instance);
  const auto proven = bound_of(instance, packing);
  CHECK(packing.cost == 208);  // a square one holds 66 items, so it takes 16
  CHECK(proven.kind == Bound::node_count);
  CHECK(proven.lower_bound == 208);
}

TEST_CASE("four sizes on two machines: 10560 is proven to be least", "[pack]") {
  const auto instance = four_sizes();
  const auto proven = bound_of(instance, solve(instance));
  CHECK(proven.lower_bound == 10560);
  CHECK(proven.certified == 10560);
}

TEST_CASE("nine sizes on two machines: 12480 is proven to be least", "[pack]") {
  const auto instance = nine_sizes();
  const auto proven = bound_of(instance, solve(instance));
  CHECK(proven.lower_bound == 12480);
  CHECK(proven.certified == 12480);
}

TEST_CASE("counts proposed obey limits and cost no more than the packing", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 6u));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 40});
  const auto served = served_by(instance, packing);
  BoundEffort effort;
  effort.columns.work = 2'000'000;
  effort.counts.nodes = 300;
  const auto proven = prove_bound(served.problem, served.load, served.draft, effort);
  CHECK(proven.lower_bound >= proven.certified);
  CHECK(proven.lower_bound <= packing.cost);
  std::int64_t cost = 0;
  for (std::size_t option = 0; option < proven.counts.size(); ++option) {
    CHECK(proven.counts[option] >= 0);
    CHECK(proven.counts[option] <= served.problem.limits[option]);
    cost += proven.counts[option] * served.problem.prices[option];
  }
  CHECK(cost <= packing.cost);
}

}  // namespace
}  // namespace eksplan::pack
