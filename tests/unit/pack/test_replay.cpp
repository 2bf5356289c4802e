#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/headroom.hpp"
#include "eksplan/pack/replay.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

Option option(Amount cpu, Amount memory, std::int64_t price) {
  Option made;
  made.capacity = {cpu, memory};
  made.price = price;
  return made;
}

Shape shape(Amount cpu, Amount memory, std::vector<std::int64_t> lots) {
  Shape made;
  made.demand = {cpu, memory};
  for (const auto count : lots) {
    made.lots.push_back({count});
  }
  made.allowed = {true};
  return made;
}

/// One large item and many small ones that fill two bins to the brim.
Instance brimful() {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(10, 10, {12}), shape(80, 80, {1})};
  return instance;
}

TEST_CASE("small items that come first are spread and strand the large one", "[pack][replay]") {
  const auto instance = brimful();
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 20);
  const auto result = replay(instance, packing, {}, {.first_order = 0, .orders = 1});
  CHECK(result.stranded == std::vector<std::int64_t>{0, 1});
  CHECK(result.stranded_items == 1);
}

TEST_CASE("items that leave room are stranded in no order", "[pack][replay]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(10, 10, {6, 7}), shape(20, 10, {3})};
  auto packing = solve(instance);
  packing.bins.push_back({0, 1, {}});
  CHECK(replay(instance, packing, {}, {.first_order = 0, .orders = 20}).all_fit());
}

TEST_CASE("a cap of one in a bin is kept in a replay", "[pack][replay]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(10, 10, {3})};
  instance.shapes[0].per_bin_cap = 1;
  auto packing = solve(instance);
  REQUIRE(packing.bins.size() == 1);
  CHECK(packing.bins[0].count == 3);
  CHECK(replay(instance, packing, {}, {}).all_fit());
  packing.bins[0].count = 2;
  CHECK(replay(instance, packing, {}, {}).stranded == std::vector<std::int64_t>{1});
}

TEST_CASE("shapes that exclude each other never share a bin in a replay", "[pack][replay]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(10, 10, {1}), shape(10, 10, {1})};
  instance.conflicts = {{0, 1}};
  auto packing = solve(instance);
  CHECK(replay(instance, packing, {}, {}).all_fit());
  packing.bins = {{0, 1, {{0, 1}, {1, 1}}}};
  CHECK(replay(instance, packing, {}, {}).stranded_items == 1);
}

TEST_CASE("a rolling update wants room for its surge", "[pack][replay]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(50, 50, {2})};
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 10);
  Surroundings surroundings;
  surroundings.surges = {{true}};
  CHECK(replay(instance, packing, surroundings, {}).waiting == std::vector<std::size_t>{0});
  CHECK(replay(instance, packing, surroundings, {}).stranded_items == 0);
  surroundings.surges = {{false}};
  CHECK(replay(instance, packing, surroundings, {}).all_fit());
}

TEST_CASE("with four replicas or more an update can make room by itself", "[pack][replay]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(25, 25, {4})};
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 10);
  Surroundings surroundings;
  surroundings.surges = {{true}};
  CHECK(replay(instance, packing, surroundings, {}).all_fit());
}

TEST_CASE("bins are added until everything fits, and no more than needed", "[pack][replay]") {
  const auto instance = brimful();
  const auto made = make_schedulable(instance, solve(instance), {}, {});
  CHECK(made.left.all_fit());
  CHECK(made.packing.cost == 50);  // twelve small items on five bins leave 80 free on three
  CHECK(violations(instance, made.packing).empty());
  Packing fewer = made.packing;
  fewer.bins = {{0, 4, {}}};
  CHECK_FALSE(replay(instance, fewer, {}, {}).all_fit());
}

TEST_CASE("what may not be bought is not, and what is left is told", "[pack][replay]") {
  auto instance = brimful();
  instance.options[0].max_count = 2;
  const auto packing = solve(instance);
  const auto made = make_schedulable(instance, packing, {}, {});
  CHECK(made.packing.cost == packing.cost);
  CHECK(made.left.stranded_items == 1);
  CHECK(violations(instance, made.packing).empty());
}

TEST_CASE("what is made schedulable fits as often as it says, and is the same each time",
          "[pack][replay][property]") {
  const auto seed = GENERATE(range(0U, 6U));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 20});
  const auto one = make_schedulable(instance, packing, {}, {.trials = 30});
  CHECK(violations(instance, one.packing).empty());
  CHECK(one.packing == make_schedulable(instance, packing, {}, {.trials = 30}).packing);
  const auto again = replay(instance, one.packing, {}, {});
  CHECK(again.all_fit() == one.left.all_fit());
}

}  // namespace
}  // namespace eksplan::pack
