#include <algorithm>
#include <numeric>

#include "exhaustive.hpp"
#include "known_instances.hpp"
#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/lower_bound.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

constexpr BoundLevel kLevels[] = {BoundLevel::fluid, BoundLevel::quick, BoundLevel::counts,
                                  BoundLevel::normal, BoundLevel::max};

LowerBound bound_of(const Instance& instance, const Packing& packing, BoundLevel level) {
  return lower_bound(instance, packing.unplaced, packing.cost, {level});
}

TEST_CASE(
    "no level claims more than the optimum, none less than the one below it, and most find it",
    "[pack][property]") {
  int found = 0;
  constexpr int kSeeds = 1200;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const auto instance = tiny_instance(seed);
    const auto packing = solve(instance, {.effort = 20});
    const auto optimum = least_cost(instance, packing.unplaced, true);
    REQUIRE(optimum.has_value());
    std::int64_t last = 0;
    for (const auto level : kLevels) {
      const auto proven = bound_of(instance, packing, level);
      REQUIRE(proven.bound >= last);
      REQUIRE(proven.bound <= *optimum);
      REQUIRE(proven.certified <= proven.bound);
      if (proven.proof) {
        REQUIRE(proven_by(instance, packing.unplaced, *proven.proof) == proven.proof->bound);
        REQUIRE(proven.proof->bound <= proven.certified);
      }
      last = proven.bound;
    }
    found += last == *optimum ? 1 : 0;
  }
  CHECK(found > kSeeds * 98 / 100);
}

TEST_CASE("more effort never lowers a bound, and its proof holds", "[pack][property]") {
  const auto seed = GENERATE(range(100u, 108u));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 40});
  std::int64_t last = 0;
  for (const auto level : {BoundLevel::fluid, BoundLevel::quick, BoundLevel::normal}) {
    const auto proven = bound_of(instance, packing, level);
    CHECK(proven.bound >= last);
    CHECK(proven.bound <= packing.cost);
    REQUIRE(proven.proof.has_value());
    CHECK(proven_by(instance, packing.unplaced, *proven.proof) == proven.proof->bound);
    last = proven.bound;
  }
}

TEST_CASE("a bound needs no packing: the known cost only caps it", "[pack]") {
  const auto instance = four_sizes();
  const std::vector<std::int64_t> none(instance.shapes.size(), 0);
  CHECK(lower_bound(instance, none, 10560).bound == 10560);
  CHECK(lower_bound(instance, none, 10560).kind == Bound::optimal);
  CHECK(lower_bound(instance, none, 11520).bound == 10560);
  CHECK(lower_bound(instance, none, 11520).kind == Bound::fluid);
  CHECK(
      lower_bound(nine_sizes(), std::vector<std::int64_t>(9, 0), 13440, {BoundLevel::max}).bound ==
      12480);
}

TEST_CASE("lots are alone as a whole in a bound by counting", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {10}, .price = 100}, {.capacity = {13}, .price = 150}};
  instance.shapes = {{.demand = {3}, .lots = {{4}}, .allowed = {true, true}, .alone_price = 30},
                     {.demand = {1}, .lots = {{1}}, .allowed = {true, true}}};
  const std::vector<std::int64_t> none{0, 0};
  CHECK(lower_bound(instance, none, 200).bound == 150);  // one of the four alone would make 130
  instance.shapes[0].lots = {{1}, {3}};
  CHECK(lower_bound(instance, none, 200).bound == 130);
}

TEST_CASE("one more option, or a price alone, never raises a fluid bound", "[pack][property]") {
  const auto seed = GENERATE(range(200u, 240u));
  CAPTURE(seed);
  auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 10});
  const auto before = bound_of(instance, packing, BoundLevel::fluid).bound;
  auto larger = instance;
  larger.options.push_back({.capacity = {9'000, 30'000, 90}, .price = 17'000, .group_class = 99});
  for (auto& shape : larger.shapes) {
    shape.allowed.push_back(true);
  }
  CHECK(bound_of(larger, packing, BoundLevel::fluid).bound <= before);
  for (auto& shape : instance.shapes) {
    shape.alone_price = shape.demand[0] * 3 + shape.demand[1] / 2;
  }
  CHECK(bound_of(instance, packing, BoundLevel::fluid).bound <= before);
}

}  // namespace
}  // namespace eksplan::pack
