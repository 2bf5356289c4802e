#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/base/wrap.hpp"

namespace eksplan::base {
namespace {

TEST_CASE("lines break at blanks, and in words that are too long", "[base]") {
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("abcdefgh ij", 3) == std::vector<std::string>{"abc", "def", "gh", "ij"});
  CHECK(wrap("車車車", 4) == std::vector<std::string>{"車車", "車"});
  CHECK(wrap("車", 1) == std::vector<std::string>{"車"});
  CHECK(wrap("", 5) == std::vector<std::string>{""});
}

}  // namespace
}  // namespace eksplan::base
