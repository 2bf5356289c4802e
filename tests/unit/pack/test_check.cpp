#include <functional>

#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

Instance sample() {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {10, 10}, .price = 5},
                      {.capacity = {20, 20}, .price = 9, .group_class = 1, .max_count = 1}};
  instance.shapes = {
      {.demand = {3, 1}, .lots = {{2}, {1}}, .allowed = {true, true}, .alone_price = 9},
      {.demand = {1, 3}, .lots = {{3}}, .allowed = {true, false}, .per_bin_cap = 2}};
  instance.min_bins = 2;
  return instance;
}

TEST_CASE("a right packing has no violations", "[pack]") {
  const auto instance = sample();
  CHECK(violations(instance, solve(instance)).empty());
}

struct CheckRow {
  std::string sentence;
  std::function<void(Instance&, Packing&)> spoil;
};

TEST_CASE("the checker names what is wrong", "[pack]") {
  const auto row = GENERATE(values<CheckRow>({
      {"bin 0: more in dimension 0 than option 0 holds",
       [](auto& i, auto&) { i.options[0].capacity[0] = 1; }},
      {"bin 0: shape 1 is not allowed in option 0",
       [](auto& i, auto&) { i.shapes[1].allowed[0] = false; }},
      {"bin 0: more than 0 of shape 1", [](auto& i, auto&) { i.shapes[1].per_bin_cap = 0; }},
      {"bin 0: shapes 0 and 1 exclude each other",
       [](auto& i, auto&) {
         i.conflicts.push_back({0, 1});
       }},
      {"bin 0: shape 0 is listed twice or with no items",
       [](auto&, auto& p) { p.bins[0].contents.push_back(p.bins[0].contents[0]); }},
      {"shape 0: not every item is served or unplaced exactly once",
       [](auto& i, auto&) { ++i.shapes[0].lots[0].count; }},
      {"shape 0: not every item is served or unplaced exactly once",
       [](auto&, auto& p) { p.unplaced[0] = 1; }},
      {"shape 1: a lot is alone but has no price for it",
       [](auto&, auto& p) { p.alone[1][0] = true; }},
      {"fewer bins than 9", [](auto& i, auto&) { i.min_bins = 9, i.options[1].max_count.reset(); }},
      {"option 0 is bought more than 1 times", [](auto& i, auto&) { i.options[0].max_count = 1; }},
      {"2 groups where 1 are allowed",
       [](auto& i, auto& p) {
         i.max_groups = 1, p.bins.push_back({1, 1, {}});
       }},
      {"the cost is not the sum of the prices", [](auto&, auto& p) { ++p.cost; }},
      {"the bound is above the cost", [](auto&, auto& p) { p.lower_bound = p.cost + 1; }},
      {"the bound is called optimal where it is not, or the other way round",
       [](auto&, auto& p) { p.bound = p.bound == Bound::optimal ? Bound::fluid : Bound::optimal; }},
      {"a bin pattern has no bins", [](auto&, auto& p) { p.bins[0].count = 0; }},
      {"a bin names an option or a shape that does not exist",
       [](auto&, auto& p) { p.bins[0].option = 7; }},
      {"the packing speaks of another number of shapes",
       [](auto&, auto& p) { p.alone.pop_back(); }},
      {"shape 0: another number of lots", [](auto&, auto& p) { p.alone[0].pop_back(); }},
  }));
  auto instance = sample();
  auto packing = solve(instance);
  REQUIRE(packing.bins.front().contents.size() == 2);
  row.spoil(instance, packing);
  CHECK_THAT(violations(instance, packing), Catch::VectorContains(row.sentence));
}

TEST_CASE("bounds have the names that results print", "[pack]") {
  CHECK(name(Bound::none) == "none");
  CHECK(name(Bound::fluid) == "fluid");
  CHECK(name(Bound::column_generation) == "column-generation");
  CHECK(name(Bound::node_count) == "node-count");
  CHECK(name(Bound::optimal) == "optimal");
}

}  // namespace
}  // namespace eksplan::pack
