#include <catch2/catch.hpp>

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
Instance brimful_of_small() {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {option(100, 100, 10)};
  instance.shapes = {shape(10, 10, {12}), shape(80, 80, {1})};
  return instance;
}

TEST_CASE("small items that come first are spread and strand the large one", "[pack][replay]") {
  const auto instance = brimful_of_small();
  const auto packing = solve(instance);
  REQUIRE(packing.cost == 20);
  const auto result = replay(instance, packing, {}, {.first_order = 0, .orders = 1});
  CHECK(result.stranded == std::vector<std::int64_t>{0, 1});
  CHECK(result.stranded_items == 1);
}

TEST_CASE("a lot that is served alone takes no room until it is back", "[pack][replay]") {
  const auto instance = brimful_of_small();
  const auto packing = solve(instance);
  const Surroundings around;
  Replayer replayer(instance, packing.alone, packing.unplaced, around);
  const auto bins = bin_counts(packing.bins);
  const auto stranded = replayer.run(bins, {}).stranded_items;
  REQUIRE(stranded == 1);
  replayer.serve_alone(1, 0, true);
  CHECK(replayer.run(bins, {}).all_fit());
  replayer.serve_alone(1, 0, false);
  CHECK(replayer.run(bins, {}).stranded_items == stranded);
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

}  // namespace
}  // namespace eksplan::pack
