#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/assert.hpp"
#include "eksplan/pack/check.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

Instance one_option(Amount capacity, std::int64_t price) {
  Instance instance;
  instance.dimensions = 1;
  instance.options.push_back({.capacity = {capacity}, .price = price});
  return instance;
}

Shape shape_of(const Instance& instance, Amount demand, std::int64_t count) {
  return {.demand = {demand},
          .lots = {{count}},
          .allowed = std::vector<bool>(instance.options.size(), true)};
}

TEST_CASE("nothing to pack costs nothing and is optimal", "[pack]") {
  const auto instance = one_option(10, 5);
  const auto packing = solve(instance);
  CHECK(packing.cost == 0);
  CHECK(packing.bins.empty());
  CHECK(packing.bound == Bound::optimal);
  CHECK(solve({}).bound == Bound::optimal);
}

TEST_CASE("equal bins are one pattern", "[pack]") {
  auto instance = one_option(10, 5);
  instance.shapes.push_back(shape_of(instance, 5, 1'000'000));
  const auto packing = solve(instance);
  CHECK(packing.bins == std::vector<BinPattern>{{0, 500'000, {{0, 2}}}});
  CHECK(packing.cost == 2'500'000);
  CHECK(packing.bound == Bound::optimal);
}

TEST_CASE("items that fit nowhere are unplaced and in neither cost nor bound", "[pack]") {
  auto instance = one_option(10, 5);
  instance.shapes.push_back(shape_of(instance, 11, 3));
  instance.shapes.push_back(shape_of(instance, 10, 1));
  instance.shapes.push_back(shape_of(instance, 1, 2));
  instance.shapes[2].allowed[0] = false;
  const auto packing = solve(instance);
  CHECK(packing.unplaced == std::vector<std::int64_t>{3, 0, 2});
  CHECK(packing.cost == 5);
  CHECK(packing.lower_bound == 5);
}

TEST_CASE("an item that fits nowhere but may be alone is alone", "[pack]") {
  auto instance = one_option(10, 5);
  instance.shapes.push_back(shape_of(instance, 11, 3));
  instance.shapes[0].alone_price = 7;
  const auto packing = solve(instance);
  CHECK(packing.alone == std::vector<std::vector<bool>>{{true}});
  CHECK(packing.cost == 21);
  CHECK(packing.bound == Bound::optimal);
}

TEST_CASE("a lot is alone as a whole or not at all, whichever is cheaper", "[pack]") {
  auto instance = one_option(10, 100);
  instance.shapes.push_back(shape_of(instance, 5, 0));
  instance.shapes[0].lots = {{2}, {1}};  // three items: one full bin and a half
  instance.shapes[0].alone_price = 60;
  const auto packing = solve(instance);
  CHECK(packing.alone == std::vector<std::vector<bool>>{{false, true}});
  CHECK(packing.cost == 160);
}

TEST_CASE("everything is alone where bins are dear", "[pack]") {
  auto instance = one_option(10, 100);
  instance.min_bins = 2;
  instance.shapes.push_back(shape_of(instance, 5, 4));
  instance.shapes[0].alone_price = 40;
  const auto packing = solve(instance);
  CHECK(packing.bins.empty());
  CHECK(packing.cost == 160);
}

TEST_CASE("a cap spreads items over bins", "[pack]") {
  auto instance = one_option(10, 5);
  instance.shapes.push_back(shape_of(instance, 1, 4));
  instance.shapes[0].per_bin_cap = 1;
  const auto packing = solve(instance);
  CHECK(packing.bins == std::vector<BinPattern>{{0, 4, {{0, 1}}}});
  CHECK(packing.bound == Bound::optimal);
}

TEST_CASE("shapes that exclude each other never share a bin", "[pack]") {
  auto instance = one_option(10, 5);
  instance.shapes.push_back(shape_of(instance, 1, 2));
  instance.shapes.push_back(shape_of(instance, 1, 2));
  instance.conflicts.push_back({0, 1});
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.cost == 10);
}

TEST_CASE("missing bins are filled up with the cheapest, if there is any bin", "[pack]") {
  auto instance = one_option(10, 5);
  instance.min_bins = 3;
  instance.shapes.push_back(shape_of(instance, 1, 1));
  const auto packing = solve(instance);
  CHECK(packing.bins == std::vector<BinPattern>{{0, 2, {}}, {0, 1, {{0, 1}}}});
  CHECK(packing.cost == 15);
  CHECK(packing.bound == Bound::optimal);
}

TEST_CASE("two bins that are needed anyway are small ones", "[pack]") {
  auto instance = one_option(10, 5);
  instance.options.push_back({.capacity = {20}, .price = 9, .group_class = 1});
  instance.min_bins = 2;
  instance.shapes.push_back(shape_of(instance, 5, 4));
  const auto packing = solve(instance);
  CHECK(packing.bins == std::vector<BinPattern>{{0, 2, {{0, 2}}}});
  CHECK(packing.cost == 10);
}

TEST_CASE("no more groups than allowed are bought from, zone variants of one group count once",
          "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {4}, .price = 4, .group_class = 0},
                      {.capacity = {4}, .price = 4, .group_class = 0},
                      {.capacity = {1}, .price = 1, .group_class = 1}};
  instance.shapes = {{.demand = {1}, .lots = {{5}}, .allowed = {true, false, true}},
                     {.demand = {1}, .lots = {{1}}, .allowed = {false, true, false}}};
  instance.max_groups = 1;
  const auto narrow = solve(instance);
  CHECK(violations(instance, narrow).empty());
  CHECK(narrow.cost == 12);
  CHECK(narrow.unplaced == std::vector<std::int64_t>{0, 0});
  instance.max_groups = 2;
  CHECK(solve(instance).cost == 9);
}

TEST_CASE("items for which the groups do not suffice are unplaced, as few as possible", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {4}, .price = 4, .group_class = 0},
                      {.capacity = {4}, .price = 1, .group_class = 1}};
  instance.shapes = {{.demand = {1}, .lots = {{5}}, .allowed = {true, false}},
                     {.demand = {1}, .lots = {{2}}, .allowed = {false, true}}};
  instance.max_groups = 1;
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.unplaced == std::vector<std::int64_t>{0, 2});
  CHECK(packing.cost == 8);
}

TEST_CASE("no more bins of an option than its limit are bought", "[pack]") {
  auto instance = one_option(10, 5);
  instance.options[0].max_count = 2;
  instance.options.push_back({.capacity = {10}, .price = 8, .group_class = 1});
  instance.shapes.push_back(shape_of(instance, 10, 5));
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.cost == 34);
}

TEST_CASE("an option that another beats is not bought", "[pack]") {
  auto instance = one_option(10, 5);
  instance.options.push_back({.capacity = {9}, .price = 5, .group_class = 1});
  instance.options.push_back({.capacity = {10}, .price = 5, .group_class = 2});
  instance.shapes.push_back(shape_of(instance, 3, 7));
  const auto packing = solve(instance);
  for (const auto& bin : packing.bins) {
    CHECK(bin.option == 0);
  }
}

TEST_CASE("amounts near the end of 64 bits neither overflow nor fool the bound", "[pack]") {
  constexpr Amount kHuge = INT64_MAX;
  auto instance = one_option(kHuge, 1'000'000'000'000);
  instance.shapes.push_back(shape_of(instance, kHuge / 2, 1000));
  instance.shapes.push_back(shape_of(instance, kHuge, 1000));
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.cost == 1'500'000'000'000'000);
  CHECK(packing.lower_bound <= packing.cost);
}

TEST_CASE("an instance that contradicts itself is our mistake, not a wrong packing", "[pack]") {
  auto instance = one_option(10, 5);
  instance.shapes.push_back(shape_of(instance, 1, 1));
  instance.shapes[0].allowed.clear();
  CHECK_THROWS_AS(solve(instance), base::InternalError);
  instance.shapes[0].allowed = {true};
  instance.options[0].price = 0;
  CHECK_THROWS_AS(solve(instance), base::InternalError);
}

TEST_CASE("what is proven to cost least is not looked for any further", "[pack]") {
  const auto seed = GENERATE(1U, 4U, 6U, 22U, 27U);  // a few bins, and a gap at first
  CAPTURE(seed);
  const auto instance = tiny_instance(seed);
  const auto proven = solve(instance, {.effort = 200, .bound_rounds = 20});
  const auto unproven = solve(instance, {.effort = 200, .bound_rounds = 0});
  CHECK(proven.bound == Bound::optimal);
  CHECK(proven.cost == unproven.cost);
  CHECK(proven.steps * 5 < unproven.steps);
}

}  // namespace
}  // namespace eksplan::pack
