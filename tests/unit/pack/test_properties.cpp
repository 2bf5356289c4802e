#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "exhaustive.hpp"
#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

std::int64_t total(const std::vector<std::int64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

TEST_CASE("on tiny instances cost >= optimum >= bound, and the optimum is nearly always reached",
          "[pack][property]") {
  int reached = 0;
  int complete = 0;
  int most_placed = 0;
  constexpr int kSeeds = 2000;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const auto instance = tiny_instance(seed);
    const auto packing = solve(instance, {.effort = 60});
    REQUIRE(violations(instance, packing) == std::vector<std::string>{});
    const auto optimum = least_cost(instance, packing.unplaced, total(packing.unplaced) == 0);
    REQUIRE(optimum.has_value());
    REQUIRE(packing.cost >= *optimum);
    REQUIRE(packing.lower_bound <= *optimum);
    reached += packing.cost == *optimum ? 1 : 0;
    const bool possible =
        least_cost(instance, std::vector<std::int64_t>(instance.shapes.size(), 0), true)
            .has_value();
    complete += possible ? 1 : 0;
    most_placed += possible && total(packing.unplaced) == 0 ? 1 : 0;
  }
  CHECK(complete > kSeeds / 2);
  CHECK(most_placed >= complete - complete / 200);
  CHECK(reached >= kSeeds - kSeeds / 50);
}

TEST_CASE("a packing is feasible and never beats its bound", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 20u));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 20});
  CHECK(violations(instance, packing) == std::vector<std::string>{});
  CHECK(packing.cost >= packing.lower_bound);
  CHECK(total(packing.unplaced) == 0);
}

double mean_gap(std::optional<std::size_t> max_groups) {
  double sum = 0;
  constexpr int kSeeds = 8;
  for (std::uint64_t seed = 1000; seed < 1000 + kSeeds; ++seed) {
    auto instance = middling_instance(seed);
    instance.max_groups = max_groups.value_or(instance.max_groups);
    const auto packing = solve(instance, {.effort = 100});
    sum += static_cast<double>(packing.cost) / static_cast<double>(packing.lower_bound) - 1;
  }
  return sum / kSeeds;
}

TEST_CASE("the mean gap between cost and bound stays small", "[pack][property]") {
  CHECK(mean_gap(0) < 0.05);
  CHECK(mean_gap(std::nullopt) < 0.085);  // the bound does not know of the limit on groups
}

TEST_CASE("the order of shapes and options does not change what a packing costs, nor its bound",
          "[pack][property]") {
  const auto seed = GENERATE(range(0u, 5u));
  CAPTURE(seed);
  auto instance = middling_instance(seed);
  instance.conflicts.clear();
  const auto packing = solve(instance, {.effort = 40});
  CHECK(packing == solve(instance, {.effort = 40}));
  auto turned = instance;
  std::reverse(turned.options.begin(), turned.options.end());
  for (auto& shape : turned.shapes) {
    std::reverse(shape.allowed.begin(), shape.allowed.end());
  }
  CHECK(solve(turned, {.effort = 0}).lower_bound == packing.lower_bound);
}

TEST_CASE("serving lots alone never makes a packing dearer", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 6u));
  CAPTURE(seed);
  auto instance = middling_instance(seed);
  const auto without = solve(instance, {.effort = 30});
  for (auto& shape : instance.shapes) {
    shape.alone_price = shape.demand[0] * 3 + shape.demand[1] / 2;
  }
  const auto with = solve(instance, {.effort = 30});
  CHECK(violations(instance, with) == std::vector<std::string>{});
  CHECK(with.cost <= without.cost);
  CHECK(with.lower_bound <= without.lower_bound);
}

// Fewer items left out, or as many for no more.
bool no_worse(const Packing& packing, const Packing& than) {
  return std::pair(total(packing.unplaced), packing.cost) <=
         std::pair(total(than.unplaced), than.cost);
}

TEST_CASE("allowing more groups never makes a packing dearer", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 5u));
  CAPTURE(seed);
  auto instance = middling_instance(seed);
  instance.max_groups = 1;
  auto last = solve(instance, {.effort = 30});
  for (const std::size_t groups : {2U, 3U, 4U}) {
    CAPTURE(groups);
    instance.max_groups = groups;
    const auto packing = solve(instance, {.effort = 30});
    CHECK(no_worse(packing, last));
    last = packing;
  }
}

TEST_CASE("on tiny instances more groups and more effort never make a packing dearer",
          "[pack][property]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    auto instance = tiny_instance(seed);
    instance.max_groups = 1;
    const auto one = solve(instance, {.effort = 50});
    CHECK(no_worse(solve(instance, {.effort = 200}), one));
    instance.max_groups = 2;
    CHECK(no_worse(solve(instance, {.effort = 50}), one));
  }
}

// Both are true. The search for the better one stops somewhere, so that they are not quite in
// order.
TEST_CASE("one option fewer lowers the proven bound by less than a thousandth",
          "[pack][property]") {
  const auto seed = GENERATE(range(0U, 3U));
  CAPTURE(seed);
  const SolveOptions normal{.effort = 100, .bound_rounds = 20};
  const auto instance = middling_instance(seed);
  const auto all = solve(instance, normal);
  for (std::size_t option = 0; option < instance.options.size(); option += 3) {
    CAPTURE(option);
    auto fewer = instance;
    for (auto& shape : fewer.shapes) {
      shape.allowed[option] = false;
    }
    const auto packing = solve(fewer, normal);
    if (packing.unplaced == all.unplaced) {
      CHECK(all.lower_bound - packing.lower_bound < all.lower_bound / 1000);
    }
  }
}

}  // namespace
}  // namespace eksplan::pack
