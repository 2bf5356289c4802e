#include <catch2/catch.hpp>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

TEST_CASE("the bound counts two resources together", "[pack]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {100, 50}, .price = 7},
                      {.capacity = {50, 100}, .price = 7, .group_class = 1}};
  instance.shapes = {{.demand = {2, 1}, .lots = {{500}}, .allowed = {true, true}},
                     {.demand = {1, 2}, .lots = {{500}}, .allowed = {true, true}}};
  const auto packing = solve(instance);
  CHECK(packing.cost == 140);  // 10 bins of each kind
  CHECK(packing.lower_bound == 140);
  CHECK(packing.bound == Bound::optimal);
}

TEST_CASE("the bound knows that items larger than half a bin do not share one", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {100}, .price = 10}};
  instance.shapes = {{.demand = {51}, .lots = {{20}}, .allowed = {true}},
                     {.demand = {60}, .lots = {{20}}, .allowed = {true}}};
  CHECK(solve(instance).bound == Bound::optimal);
}

TEST_CASE("the bound rises to the next sum of prices", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {10}, .price = 6},
                      {.capacity = {21}, .price = 12, .group_class = 1}};
  instance.shapes = {{.demand = {2}, .lots = {{12}}, .allowed = {true, true}}};
  CHECK(solve(instance).lower_bound == 18);
}

TEST_CASE("items that may only use dear bins are not bounded by cheap ones", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {10}, .price = 5},
                      {.capacity = {10}, .price = 50, .group_class = 1}};
  instance.shapes = {{.demand = {1}, .lots = {{100}}, .allowed = {true, true}},
                     {.demand = {1}, .lots = {{100}}, .allowed = {false, true}}};
  const auto packing = solve(instance);
  CHECK(packing.cost == 550);
  CHECK(packing.bound == Bound::optimal);
}

TEST_CASE("an item is never worth more than it costs alone", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {10}, .price = 50}};
  instance.shapes = {{.demand = {10}, .lots = {{4}}, .allowed = {true}}};
  const auto problem = reduce(instance);
  CHECK(fluid(problem, {{4}, {kUnlimited}}).lower_bound == 200);
  CHECK(fluid(problem, {{4}, {20}}).lower_bound == 80);
  CHECK(fluid(problem, {{0}, {20}}).lower_bound == 0);
}

TEST_CASE("a bin is bought for the first item that needs one, so it counts whole", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {1000}, .price = 100}};
  instance.shapes = {{.demand = {1}, .lots = {{1}}, .allowed = {true}}};
  CHECK(solve(instance).bound == Bound::optimal);
}

}  // namespace
}  // namespace eksplan::pack
