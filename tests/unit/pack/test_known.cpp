#include "known_instances.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

TEST_CASE("four sizes on two machines: the optimum 10560 is reached", "[pack]") {
  const auto instance = four_sizes();
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.cost == 10560);
  CHECK(packing.lower_bound <= 10560);
  CHECK(packing.lower_bound >= 9600);
}

TEST_CASE("nine sizes on two machines: the optimum 12480 is reached", "[pack]") {
  const auto instance = nine_sizes();
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.cost == 12480);
  CHECK(packing.lower_bound <= 12480);
  CHECK(packing.lower_bound >= 11520);
}

}  // namespace
}  // namespace eksplan::pack
