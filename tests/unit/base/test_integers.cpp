#include <limits>

#include <catch2/catch.hpp>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"

namespace eksplan::base {
namespace {

constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
constexpr auto kMin = std::numeric_limits<std::int64_t>::min();

TEST_CASE("checked sums and products say when they leave 64 bits", "[base]") {
  CHECK(checked_add(kMax, 0) == kMax);
  CHECK_FALSE(checked_add(kMax, 1));
  CHECK_FALSE(checked_add(kMin, -1));
  CHECK(checked_mul(kMax / 2, 2) == kMax - 1);
  CHECK_FALSE(checked_mul(kMax / 2, 3));
  CHECK(narrow(int128{kMax}) == kMax);
  CHECK_FALSE(narrow(int128{kMax} + 1));
  CHECK_FALSE(narrow(int128{kMin} - 1));
}

TEST_CASE("divisions round as their names say, also below zero", "[base]") {
  CHECK(div_floor(-7, 2) == -4);
  CHECK(div_floor(7, 2) == 3);
  CHECK(div_ceil(7, 2) == 4);
  CHECK(div_ceil(-7, 2) == -3);
  CHECK(div_half_up(7, 2) == 4);
  CHECK(div_half_up(-7, 2) == -4);
  CHECK(div_half_up(5, 4) == 1);
  CHECK(mul_div_half_up(kMax, kMax, kMax) == kMax);
  CHECK(mul_div_floor(10, 10, 3) == 33);
}

TEST_CASE("a broken assertion names what should have held", "[base]") {
  const bool held = false;
  CHECK_THROWS_WITH([&] { EKSPLAN_ASSERT(held, "every pod is placed once"); }(),
                    Catch::Matchers::StartsWith("every pod is placed once [held at "));
}

}  // namespace
}  // namespace eksplan::base
