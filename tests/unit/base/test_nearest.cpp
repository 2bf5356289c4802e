#include <array>

#include <catch2/catch.hpp>

#include "eksplan/base/nearest.hpp"

namespace eksplan::base {
namespace {

TEST_CASE("edits are counted, a swap of neighbours as one", "[base]") {
  CHECK(edit_distance("kitten", "sitting", 9) == 3);
  CHECK(edit_distance("abcd", "abdc", 9) == 1);
  CHECK(edit_distance("", "abc", 9) == 3);
  CHECK(edit_distance("same", "same", 9) == 0);
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
}

TEST_CASE("the nearest name is offered only when it is near", "[base]") {
  constexpr std::array<std::string_view, 3> kNames{"us-east-1", "us-east-2", "eu-west-1"};
  CHECK(nearest("us-esat-1", kNames) == "us-east-1");
  CHECK(nearest("US-EAST-2", kNames) == "us-east-2");
  CHECK_FALSE(nearest("mars", kNames));
  CHECK_FALSE(nearest("", kNames));
}

}  // namespace
}  // namespace eksplan::base
