#include <algorithm>
#include <numeric>
#include <set>

#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/coarse.hpp"
#include "eksplan/pack/sequence.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kMany = 600;  // shapes: they are not looked at one by one any more

std::int64_t left_out(const Packing& packing) {
  return std::accumulate(packing.unplaced.begin(), packing.unplaced.end(), std::int64_t{0});
}

std::set<std::uint32_t> groups_of(const Instance& instance, const Packing& packing) {
  std::set<std::uint32_t> groups;
  for (const auto& bin : packing.bins) {
    groups.insert(instance.options[bin.option].group_class);
  }
  return groups;
}

/// One group per option, of bins with room for ten and a price each.
Instance instance_with(const std::vector<std::int64_t>& prices) {
  Instance instance;
  instance.dimensions = 1;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    instance.options.push_back(
        {.capacity = {10}, .price = prices[i], .group_class = static_cast<std::uint32_t>(i)});
  }
  return instance;
}

void add_shape(Instance& instance, Amount demand, std::int64_t count,
               std::initializer_list<std::size_t> allowed) {
  Shape shape{.demand = {demand},
              .lots = {{count}},
              .allowed = std::vector<bool>(instance.options.size(), false)};
  for (const auto option : allowed) {
    shape.allowed[option] = true;
  }
  instance.shapes.push_back(std::move(shape));
}

/// Shapes that no two of may share a bin, of one small item each.
void add_clique(Instance& instance, std::size_t shapes,
                std::initializer_list<std::size_t> allowed) {
  const auto first = instance.shapes.size();
  for (std::size_t i = 0; i < shapes; ++i) {
    add_shape(instance, 1, 1, allowed);
    instance.shapes.back().per_bin_cap = 1;
    for (std::size_t other = first; other < first + i; ++other) {
      instance.conflicts.push_back({other, first + i});
    }
  }
}

/// Many shapes, each allowed in some of a few classes of options in many sizes.
Instance random_many(std::uint64_t seed) {
  Sequence sequence(seed);
  const auto between = [&](std::int64_t low, std::int64_t high) {
    return low +
           static_cast<std::int64_t>(sequence.below(static_cast<std::size_t>(high - low + 1)));
  };
  Instance instance;
  instance.dimensions = 2;
  for (std::uint32_t group = 0; group < 12; ++group) {
    const auto size = between(1, 6);
    instance.options.push_back({.capacity = {size * 1000, size * between(2000, 8000)},
                                .price = size * between(900, 1100),
                                .group_class = group});
  }
  for (std::size_t i = 0; i < kMany; ++i) {
    Shape shape{.demand = {between(50, 1200), between(50, 6000)},
                .lots = {{between(1, 4)}},
                .allowed = std::vector<bool>(instance.options.size(), false)};
    const auto kind = sequence.below(5);
    for (std::size_t option = 0; option < shape.allowed.size(); ++option) {
      shape.allowed[option] = kind == 4 || option % 4 == kind;
    }
    if (sequence.below(6) == 0) {
      shape.per_bin_cap = 1;
    }
    if (sequence.below(6) == 0) {
      shape.alone_price = between(50, 400);
    }
    instance.shapes.push_back(std::move(shape));
  }
  for (std::size_t i = 0; i + 1 < 20; ++i) {
    instance.conflicts.push_back({i, i + 1});
  }
  return instance;
}

TEST_CASE("the groups that leave out least are chosen, not the greatest one first", "[pack]") {
  auto instance = instance_with({10, 10, 10});
  instance.max_groups = 2;
  add_shape(instance, 1, 20, {0, 2});  // the third group takes most by itself,
  add_shape(instance, 1, 20, {1, 2});  // but leaves out more with either of the others
  add_shape(instance, 1, 12, {0});
  add_shape(instance, 1, 11, {1});
  add_shape(instance, 1, 5, {2});
  const auto packing = solve(instance, {.effort = 50});
  CHECK(left_out(packing) == 5);
  CHECK(groups_of(instance, packing) == std::set<std::uint32_t>{0, 1});
}

TEST_CASE("items that must all be apart are put in before the bins are full", "[pack]") {
  auto instance = instance_with({10});
  add_shape(instance, 9, 40, {0});
  add_shape(instance, 1, 40, {0});  // would fill these bins
  add_shape(instance, 1, 40, {0});  // one in each bin
  instance.shapes[2].per_bin_cap = 1;
  const auto packing = solve(instance, {.effort = 0});
  CHECK(packing.cost == 44 * 10);
}

TEST_CASE("of many shapes those that must be apart decide which bins are bought", "[pack]") {
  auto instance = instance_with({100, 11});
  instance.options[0].capacity = {1000};
  instance.max_groups = 1;
  for (std::size_t i = 0; i < kMany; ++i) {  // by size alone large bins are cheaper
    add_shape(instance, 1 + static_cast<Amount>(i % 3), 1, {0, 1});
  }
  const bool one_shape = GENERATE(false, true);
  if (one_shape) {
    add_shape(instance, 1, 200, {0, 1});
    instance.shapes.back().per_bin_cap = 1;
  } else {
    add_clique(instance, 200, {0, 1});
  }
  const auto packing = solve(instance, {.effort = 50});
  CHECK(violations(instance, packing).empty());
  CHECK(left_out(packing) == 0);
  CHECK(groups_of(instance, packing) == std::set<std::uint32_t>{1});
}

TEST_CASE("aggregated shapes need as much as the shapes do", "[pack]") {
  auto instance = random_many(1);
  const auto problem = reduce(instance);
  Load load;
  for (const auto& shape : instance.shapes) {
    load.counts.push_back(shape.count());
    load.alone.push_back(kUnlimited);
  }
  const auto coarse = coarse_of(problem, load);
  CHECK(coarse.problem.shapes < kMany / 2);
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    std::int64_t fine = 0;
    for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
      fine += problem.demand(shape)[d] * load.counts[shape];
    }
    std::int64_t aggregated = 0;
    for (std::size_t shape = 0; shape < coarse.problem.shapes; ++shape) {
      aggregated += coarse.problem.demand(shape)[d] * coarse.load.counts[shape];
    }
    CHECK(aggregated == fine);
  }
  const auto exact = fluid(problem, load, FluidCuts::none).lower_bound;
  const auto about = fluid(coarse.problem, coarse.load, FluidCuts::none).lower_bound;
  CHECK(about >= exact - exact / 100);
  CHECK(about <= exact + exact / 20);
}

TEST_CASE("of many shapes neither more groups nor alone prices make a packing dearer",
          "[pack][property]") {
  const auto seed = GENERATE(range(std::uint64_t{0}, std::uint64_t{8}));
  CAPTURE(seed);
  auto instance = random_many(seed);
  auto without = instance;
  for (auto& shape : without.shapes) {
    shape.alone_price.reset();
  }
  std::pair<std::int64_t, std::int64_t> before{kUnlimited, 0};
  for (const std::size_t groups : {2U, 3U, 4U, 5U}) {
    CAPTURE(groups);
    instance.max_groups = groups;
    without.max_groups = groups;
    const auto packing = solve(instance, {.effort = 50});
    CHECK(violations(instance, packing).empty());
    const std::pair here{left_out(packing), packing.cost};
    const auto plain = solve(without, {.effort = 50});
    CHECK(here <= std::pair{left_out(plain), plain.cost});
    CHECK(std::pair{left_out(plain), plain.cost} <= before);
    before = {left_out(plain), plain.cost};
  }
}

}  // namespace
}  // namespace eksplan::pack
