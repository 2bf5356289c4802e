#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/base/halves.hpp"
#include "eksplan/base/sort_large.hpp"

namespace eksplan::base {
namespace {

TEST_CASE("halves hold everything once, in order", "[base]") {
  const auto count = GENERATE(as<std::size_t>{}, 0, 1, 2, 9, 10, 11, 1001);
  std::array<std::vector<std::size_t>, 2> seen;
  in_halves(count, 10, [&](std::size_t part, std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i) {
      seen.at(part).push_back(i);
    }
  });
  CAPTURE(count);
  CHECK(seen[1].empty() == (count < 10));
  auto joined = seen[0];
  joined.insert(joined.end(), seen[1].begin(), seen[1].end());
  REQUIRE(joined.size() == count);
  for (std::size_t i = 0; i < count; ++i) {
    CHECK(joined[i] == i);
  }
}

TEST_CASE("a list of large things is sorted like any other", "[base]") {
  const auto size = GENERATE(as<std::size_t>{}, 0, 1, 2, 3, 10, 100);
  std::vector<std::string> list;
  for (std::size_t i = 0; i < size; ++i) {
    list.push_back(std::to_string(i * 7919 % 101));
  }
  auto expected = list;
  std::sort(expected.begin(), expected.end());
  sort_large(list, std::less<>());
  CHECK(list == expected);
  sort_large(list, std::greater<>());
  std::reverse(expected.begin(), expected.end());
  CHECK(list == expected);
}

}  // namespace
}  // namespace eksplan::base
