#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/headroom.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

/// One large item and many small ones that fill two bins to the brim.
Instance brimful() {
  Instance instance;
  instance.dimensions = 2;
  instance.options.push_back({.capacity = {100, 100}, .price = 10});
  instance.shapes.push_back({.demand = {10, 10}, .lots = {{12}}, .allowed = {true}});
  instance.shapes.push_back({.demand = {80, 80}, .lots = {{1}}, .allowed = {true}});
  return instance;
}

/// In which twice as many bins and more would be needed for the last one or two items.
bool is_too_dear_to_make_schedulable(unsigned seed) {
  return seed == 2;
}

TEST_CASE("bins are added until everything fits, and no more than needed", "[pack][headroom]") {
  auto instance = brimful();
  instance.options[0].capacity = {1000, 1000};
  instance.shapes[0].lots = {{190}};
  instance.shapes[1].demand = {100, 100};
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 20);
  REQUIRE_FALSE(replay(instance, packing, {}, {}).all_fit());
  const auto made = make_schedulable(instance, packing, {}, {});
  CHECK(made.left.all_fit());
  CHECK(made.packing.cost == 30);
  CHECK(violations(instance, made.packing).empty());
}

TEST_CASE("what takes most of every bin is told, as it is not worth three times the bins",
          "[pack][headroom]") {
  const auto instance = brimful();
  const auto made = make_schedulable(instance, solve(instance), {}, {});
  CHECK(made.left.stranded == std::vector<std::int64_t>{0, 1});
  CHECK(made.packing.cost == 20);
  CHECK(violations(instance, made.packing).empty());
}

TEST_CASE("a larger bin may be cheaper than many that are shared out", "[pack][headroom]") {
  auto instance = brimful();
  instance.options.push_back({.capacity = {200, 200}, .price = 21, .group_class = 1});
  for (auto& shape : instance.shapes) {
    shape.allowed = {true, true};
  }
  const auto made = make_schedulable(instance, solve(instance), {}, {});
  CHECK(made.left.all_fit());
  CHECK(made.packing.cost == 21);
  CHECK(made.packing.bins == std::vector<BinPattern>{{1, 1, {{0, 12}, {1, 1}}}});
}

TEST_CASE("what may not be bought is not, and what is left is told", "[pack][headroom]") {
  auto instance = brimful();
  instance.options[0].max_count = 2;
  const auto packing = solve(instance);
  const auto made = make_schedulable(instance, packing, {}, {});
  CHECK(made.packing.cost == packing.cost);
  CHECK(made.left.stranded_items == 1);
  CHECK(violations(instance, made.packing).empty());
}

TEST_CASE("what is made schedulable fits in every order, and is the same each time",
          "[pack][headroom][property]") {
  const auto seed = GENERATE(range(0U, 12U));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  Surroundings around;
  around.zones = 2;
  for (const auto& shape : instance.shapes) {
    around.surges.emplace_back(shape.lots.size(), seed % 2 == 0);
  }
  const auto packing = solve(instance, {.effort = 20});
  const auto one = make_schedulable(instance, packing, around, {.work = 5'000'000});
  CHECK(violations(instance, one.packing).empty());
  CHECK(one.packing == make_schedulable(instance, packing, around, {.work = 5'000'000}).packing);
  if (is_too_dear_to_make_schedulable(seed)) {
    CHECK(one.left.stranded_items <= 2);
    CHECK(one.score > one.packing.cost);
    return;
  }
  CHECK(one.left.all_fit());
  CHECK(one.score == one.packing.cost);
  CHECK(replay(instance, one.packing, around, {}).all_fit());
}

TEST_CASE("room for the last items costs at most four of the dearest bins, or half of all",
          "[pack][headroom][property]") {
  const auto seed = GENERATE(range(0U, 12U));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 20});
  std::int64_t dearest = 0;
  for (const auto& bin : packing.bins) {
    dearest = std::max(dearest, instance.options[bin.option].price);
  }
  const auto made = make_schedulable(instance, packing, {}, {.work = 1'000'000});
  CHECK(made.packing.cost <= packing.cost + std::max(packing.cost / 2, 4 * dearest));
}

/// Bins of 1000 that the small items fill, and one item that may be alone for 3.
Instance filled_by_small() {
  Instance instance;
  instance.dimensions = 2;
  instance.options.push_back({.capacity = {1000, 1000}, .price = 10});
  instance.shapes.push_back({.demand = {10, 10}, .lots = {{190}}, .allowed = {true}});
  instance.shapes.push_back(
      {.demand = {100, 100}, .lots = {{1}}, .allowed = {true}, .alone_price = 3});
  return instance;
}

TEST_CASE("what would need one more bin for the scheduler to find room for it is served alone",
          "[pack][headroom]") {
  const auto instance = filled_by_small();
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 20);
  REQUIRE_FALSE(packing.alone[1][0]);
  REQUIRE_FALSE(replay(instance, packing, {}, {}).all_fit());
  const auto made = make_schedulable(instance, packing, {}, {});
  CHECK(made.left.all_fit());
  CHECK(made.packing.cost == 23);
  CHECK(made.packing.alone[1][0]);
  CHECK(violations(instance, made.packing).empty());
}

TEST_CASE("what is alone comes into the bins that others need as room", "[pack][headroom]") {
  auto instance = filled_by_small();
  instance.shapes[0].lots = {{70}};
  instance.shapes.push_back({.demand = {100, 100}, .lots = {{3}}, .allowed = {true}});
  Surroundings around;
  around.surges = {{false}, {false}, {true}};  // one more of 100 for a while
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 13);
  REQUIRE(packing.alone[1][0]);
  const auto made = make_schedulable(instance, packing, around, {});
  CHECK(made.left.all_fit());
  CHECK(made.packing.cost == 20);
  CHECK_FALSE(made.packing.alone[1][0]);
  CHECK(violations(instance, made.packing).empty());
}

TEST_CASE("of many items none change between bins and alone", "[pack][headroom]") {
  auto instance = filled_by_small();
  instance.shapes[0].lots = {{390}};
  const auto packing = solve(instance);
  REQUIRE_FALSE(packing.alone[1][0]);
  const auto made = make_schedulable(instance, packing, {}, {});
  CHECK(made.packing.alone == packing.alone);
}

TEST_CASE("with very many items bins are searched for with a part of them, and hold all",
          "[pack][headroom]") {
  auto instance = middling_instance(0);
  instance.max_groups = 0;
  const auto each = 40'000 / std::ssize(instance.shapes);
  for (auto& shape : instance.shapes) {
    shape.per_bin_cap.reset();
    shape.lots = {{each / 2}, {each / 3}, {each / 6}};
  }
  instance.conflicts.clear();
  const auto packing = solve(instance, {.effort = 20});
  const auto made =
      make_schedulable(instance, packing, {}, {.replay = {.orders = 2}, .work = 20'000'000});
  CHECK(violations(instance, made.packing).empty());
  CHECK(made.left.all_fit());
  CHECK(replay(instance, made.packing, {}, {.orders = 2}).all_fit());
  CHECK(made.packing.cost < packing.cost + packing.cost / 10);

  const auto none = make_schedulable(instance, packing, {},
                                     {.replay = {.orders = 2}, .work = 20'000'000, .dearest = 1});
  CHECK(none.packing.bins == packing.bins);
  CHECK(none.score > made.score);
  const auto dearest = made.packing.cost + 1;
  const auto again = make_schedulable(
      instance, packing, {}, {.replay = {.orders = 2}, .work = 20'000'000, .dearest = dearest});
  CHECK(again.packing.cost < dearest);
}

TEST_CASE("bins that are known are never made dearer", "[pack][headroom][property]") {
  const auto seed = GENERATE(range(0U, 6U));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  const auto packing = solve(instance, {.effort = 20});
  const auto known = make_schedulable(instance, packing, {}, {.work = 5'000'000});
  const auto made =
      make_schedulable(instance, packing, {}, {.work = 1'000, .known = &known.packing});
  CHECK(made.left.all_fit());
  CHECK(made.score <= known.score);
}

}  // namespace
}  // namespace eksplan::pack
