#include "baselines.hpp"
#include "first_fit.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"

namespace eksplan::bench {
namespace {

pack::Instance machines(std::vector<pack::Option> options) {
  pack::Instance instance;
  instance.dimensions = options.front().capacity.size();
  instance.options = std::move(options);
  return instance;
}

void add_shape(pack::Vector demand, std::int64_t count, pack::Instance& instance) {
  instance.shapes.push_back({.demand = std::move(demand),
                             .lots = {{count}},
                             .allowed = std::vector<bool>(instance.options.size(), true)});
}

pack::Instance random_instance(std::uint64_t seed) {
  support::Random random(seed);
  auto instance = machines({{.capacity = {8, 16, 6}, .price = 10, .group_class = 0},
                            {.capacity = {16, 32, 12}, .price = 20, .group_class = 1},
                            {.capacity = {16, 128, 12}, .price = 27, .group_class = 2}});
  const auto shapes = random.between(1, 6);
  for (std::int64_t i = 0; i < shapes; ++i) {
    add_shape({random.between(1, 10), random.between(1, 24), 1}, random.between(1, 20), instance);
    auto& shape = instance.shapes.back();
    if (random.chance(30)) {
      shape.per_bin_cap = random.between(1, 2);
    }
    if (random.chance(20)) {
      shape.allowed[0] = false;
    }
  }
  if (shapes > 1 && random.chance(50)) {
    instance.conflicts.push_back({0, 1});
  }
  instance.min_bins = random.between(0, 3);
  return instance;
}

}  // namespace

TEST_CASE("every baseline places every item and breaks no rule", "[property]") {
  const auto seed = GENERATE(range(0U, 300U));
  CAPTURE(seed);
  const auto instance = random_instance(seed);
  for (const auto& baseline : kBaselines) {
    CAPTURE(baseline.name);
    const auto nodes = baseline.planner(instance, items_for_nodes(instance));
    CHECK(pack::violations(instance, packing_of(instance, nodes)).empty());
  }
}

TEST_CASE("consolidation never makes a cluster dearer, and makes some cheaper", "[property]") {
  int cheaper = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const auto instance = random_instance(seed);
    const auto items = items_for_nodes(instance);
    const auto before = price_of(instance, karpenter(instance, items));
    const auto after = price_of(instance, karpenter_consolidated(instance, items));
    CHECK(after <= before);
    cheaper += after < before ? 1 : 0;
  }
  CHECK(cheaper > 0);
}

TEST_CASE(
    "Karpenter's way grows a node until the largest type is full and buys the cheapest that "
    "is left") {
  auto instance = machines({{.capacity = {4, 8}, .price = 10, .group_class = 0},
                            {.capacity = {8, 16}, .price = 20, .group_class = 1}});
  add_shape({2, 1}, 5, instance);
  const auto nodes = karpenter(instance, {5});
  REQUIRE(nodes.size() == 2);
  CHECK(nodes[0].option == 1);
  CHECK(nodes[0].used == pack::Vector{8, 4});
  CHECK(nodes[1].option == 0);
  CHECK(nodes[1].used == pack::Vector{2, 1});
}

TEST_CASE("the least-waste group leaves least CPU and memory unused, whatever it costs") {
  auto instance = machines({{.capacity = {4, 4}, .price = 100, .group_class = 0},
                            {.capacity = {5, 5}, .price = 10, .group_class = 1}});
  add_shape({4, 4}, 3, instance);
  const auto nodes = least_waste(instance, {3});
  REQUIRE(nodes.size() == 1);
  CHECK(nodes[0].option == 0);
  CHECK(nodes[0].count == 3);
}

TEST_CASE("the best single type is the cheapest that takes all, and another takes the rest") {
  auto instance = machines({{.capacity = {4, 4}, .price = 10, .group_class = 0},
                            {.capacity = {8, 8}, .price = 15, .group_class = 1},
                            {.capacity = {1, 1}, .price = 2, .group_class = 2}});
  add_shape({4, 4}, 4, instance);
  add_shape({1, 1}, 1, instance);
  instance.shapes[1].allowed = {false, false, true};
  const auto nodes = single_type(instance, {4, 1});
  REQUIRE(nodes.size() == 2);
  CHECK(nodes[0].option == 1);
  CHECK(nodes[0].count == 2);
  CHECK(nodes[1].option == 2);
}

TEST_CASE("first fit on runs of nodes is first fit on single nodes", "[property]") {
  const auto seed = GENERATE(range(0U, 200U));
  CAPTURE(seed);
  const auto instance = random_instance(seed);
  const auto items = items_for_nodes(instance);
  const Room room(instance);
  std::vector<Node> singles;
  for (const auto shape : by_share(instance, items, 1)) {
    for (std::int64_t i = 0; i < items[shape]; ++i) {
      std::size_t at = 0;
      while (at < singles.size() && !room.takes(singles[at], 1, shape)) {
        ++at;
      }
      if (at == singles.size()) {
        singles.push_back(empty_node(instance, 1));
      }
      if (!room.takes(singles[at], 1, shape)) {
        singles.pop_back();
        break;
      }
      put(instance, shape, 1, singles[at]);
    }
  }
  std::vector<pack::Vector> expected;
  for (const auto& node : singles) {
    expected.push_back(node.used);
  }
  std::vector<pack::Vector> used;
  for (const auto& run : first_fit_decreasing(instance, items, 1).nodes) {
    used.insert(used.end(), static_cast<std::size_t>(run.count), run.used);
  }
  CHECK(used == expected);
}

}  // namespace eksplan::bench
