#include <algorithm>
#include <numeric>

#include "exhaustive.hpp"
#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/bin_test.hpp"
#include "eksplan/pack/check.hpp"
#include "eksplan/pack/lot_sums.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {
namespace {

// Bins that may be bought once each, at no price worth the name, and nothing else.
TEST_CASE("given bins hold given items or they do not, as trying everything says",
          "[pack][property]") {
  int held = 0;
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    auto instance = tiny_instance(seed);
    instance.max_groups = 0;
    instance.min_bins = 0;
    for (auto& shape : instance.shapes) {
      shape.alone_price.reset();
    }
    std::vector<std::int64_t> bins;
    for (std::size_t option = 0; option < instance.options.size(); ++option) {
      instance.options[option].max_count.reset();
      bins.push_back(static_cast<std::int64_t>((seed + option) % 3));
    }
    const auto problem = reduce(instance);
    Load load;
    for (const auto& shape : instance.shapes) {
      load.counts.push_back(shape.count());
      load.alone.push_back(kUnlimited);
    }
    const auto scope = scope_of(problem, load);
    if (scope.places() < instance.shapes.size()) {
      continue;
    }
    std::vector<std::int64_t> in_problem;
    for (const auto option : problem.original) {
      in_problem.push_back(bins[option]);
    }
    for (std::size_t option = 0; option < bins.size(); ++option) {
      const auto& original = problem.original;
      const bool kept = std::count(original.begin(), original.end(), option) > 0;
      instance.options[option].max_count = kept ? bins[option] : 0;
    }
    const std::vector<std::int64_t> none(instance.shapes.size(), 0);
    const auto test = test_bins(scope, in_problem, load.counts, 100'000);
    const bool possible = least_cost(instance, none, false).has_value();
    REQUIRE(test.answer == (possible ? BinTest::Answer::yes : BinTest::Answer::no));
    (possible ? held : refused) += 1;
    std::vector<std::int64_t> inside(instance.shapes.size(), 0);
    for (const auto& row : test.packing.bins) {
      for (const auto& content : test.packing.contents_of(row)) {
        inside[content.shape] += content.items * row.count;
      }
    }
    REQUIRE(inside == (possible ? load.counts : none));
  }
  CHECK(held > 200);
  CHECK(refused > 200);
}

TEST_CASE("numbers alone are sums of lots", "[pack]") {
  const LotSums sums({{2}, {5}}, 7);
  CHECK(sums.at_most(1) == 0);
  CHECK(sums.at_most(6) == 5);
  CHECK(sums.at_least(3) == 5);
  CHECK(sums.at_least(6) == 7);
  CHECK(sums.at_least(8) == 8);
  const LotSums any({}, 7);
  CHECK(any.at_most(3) == 3);
  CHECK(any.at_least(3) == 3);
  const LotSums partly({{2}, {5}}, 6);  // one item is left out, nobody knows of which lot
  CHECK(partly.at_most(3) == 3);
}

}  // namespace
}  // namespace eksplan::pack
