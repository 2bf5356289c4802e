#include <algorithm>
#include <limits>

#include "bound_helpers.hpp"
#include "random_instance.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/knapsack.hpp"
#include "eksplan/pack/knapsack_search.hpp"
#include "eksplan/pack/knapsack_table.hpp"
#include "eksplan/pack/pricing.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kPlenty = 10'000'000;

// All items of an instance, with worths drawn at random.
struct Case {
  Problem problem;
  Load load;
  Scope scope;
  Worths worths;

  Case(const Instance& instance, support::Random& random) : problem(reduce(instance)) {
    for (const auto& shape : instance.shapes) {
      load.counts.push_back(shape.count());
      load.alone.push_back(kUnlimited);
    }
    scope = scope_of(problem, load);
    for (std::size_t place = 0; place < scope.places(); ++place) {
      worths.push_back(random.between(0, 1000));
    }
  }

  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;
};

std::int64_t worth_of(const Case& c, const Pattern& pattern) {
  std::int64_t worth = 0;
  for (const auto& content : pattern.contents) {
    const auto place = std::find(c.scope.shapes.begin(), c.scope.shapes.end(), content.shape) -
                       c.scope.shapes.begin();
    worth += content.items * c.worths[static_cast<std::size_t>(place)];
  }
  return worth;
}

TEST_CASE("what bins hold at most: shares are never below it, a finished search is exact",
          "[pack][property]") {
  int tight = 0;
  int all = 0;
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    CAPTURE(seed);
    support::Random random(seed + 77);
    const Case c(tiny_instance(seed), random);
    if (c.scope.places() == 0) {
      continue;
    }
    CutKnapsack knapsack(c.scope);
    knapsack.set_worths(c.worths);
    for (std::size_t option = 0; option < c.problem.options; ++option) {
      const auto exact = most_by_trying(c.scope, option, c.worths);
      const auto answer = knapsack.solve(option);
      const auto most = most_by_shares(c.scope, option, c.worths, answer.shares);
      REQUIRE(most >= exact);
      const auto pattern =
          fill_pattern(c.scope, option, c.worths, answer.shares, answer.whole_items);
      REQUIRE(pattern.worth == worth_of(c, pattern));
      REQUIRE(pattern.worth <= exact);
      const auto found = search_pattern(c.scope, option, c.worths, answer.shares, -1, kPlenty);
      REQUIRE(found.finished);
      REQUIRE(found.pattern.worth == exact);
      REQUIRE(worth_of(c, found.pattern) == exact);
      const auto above = search_pattern(c.scope, option, c.worths, answer.shares, exact, kPlenty);
      REQUIRE(above.finished);
      REQUIRE(above.pattern.contents.empty());
      ++all;
      tight += most < exact + exact / 10 ? 1 : 0;
    }
  }
  CHECK(tight > all / 3);
}

TEST_CASE("arbitrary shares prove something true as well", "[pack][property]") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    support::Random random(seed + 5);
    const Case c(tiny_instance(seed), random);
    for (std::size_t option = 0; c.scope.places() > 0 && option < c.problem.options; ++option) {
      Shares shares;
      for (std::size_t d = 0; d < c.problem.dimensions; ++d) {
        shares.push_back(random.between(0, 3000));
      }
      REQUIRE(most_by_shares(c.scope, option, c.worths, shares) >=
              most_by_trying(c.scope, option, c.worths));
    }
  }
}

TEST_CASE("a table over all dimensions is exact but for conflicts, a coarse one is never below",
          "[pack][property]") {
  int exact_ones = 0;
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    CAPTURE(seed);
    support::Random random(seed + 99);
    auto instance = tiny_instance(seed);
    if (instance.dimensions < 2) {
      continue;
    }
    const bool flat = instance.dimensions == 2 && instance.conflicts.empty();
    const Case c(instance, random);
    for (std::size_t option = 0; c.scope.places() > 0 && option < c.problem.options; ++option) {
      const auto column = c.problem.column[option];
      const TableGrid area{0, 1, c.problem.capacity(option)[0], c.problem.capacity(option)[1]};
      const auto grid = PatternTable::with_units(c.scope, column, area, kPlenty);
      REQUIRE(grid);
      const PatternTable table(c.scope, column, c.worths, *grid);
      REQUIRE(table.covers(option));
      const auto exact = most_by_trying(c.scope, option, c.worths);
      REQUIRE(table.most(option) >= exact);
      auto coarse = *grid;
      coarse.first_unit *= 3;
      const PatternTable rough(c.scope, column, c.worths, coarse);
      REQUIRE(rough.most(option) >= table.most(option));
      if (flat) {
        std::int64_t worth = 0;
        const auto items = table.items(option);
        for (std::size_t place = 0; place < items.size(); ++place) {
          worth += items[place] * c.worths[place];
        }
        REQUIRE(worth == table.most(option));
        // Counts and caps are those of the largest bin, so smaller ones may seem to hold more.
        exact_ones += table.most(option) == exact ? 1 : 0;
      }
    }
  }
  CHECK(exact_ones > 200);
}

TEST_CASE("a table is as wide as asked for, or there is none", "[pack]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {1000, 1000}, .price = 1}};
  instance.shapes = {{.demand = {10, 25}, .lots = {{9}}, .allowed = {true}},
                     {.demand = {15, 50}, .lots = {{9}}, .allowed = {true}}};
  support::Random random(1);
  const Case c(instance, random);
  const TableGrid area{0, 1, 1000, 1000};
  const auto fine = PatternTable::with_units(c.scope, 0, area, 201 * 41);
  REQUIRE(fine);
  CHECK(fine->first_unit == 5);
  CHECK(fine->second_unit == 25);
  const auto coarse = PatternTable::with_units(c.scope, 0, area, 101 * 41);
  REQUIRE(coarse);
  CHECK(coarse->first_unit == 10);
  CHECK_FALSE(PatternTable::with_units(c.scope, 0, area, 10));
}

TEST_CASE("a search without time to end proves nothing", "[pack]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {997, 1009}, .price = 1}};
  for (std::int64_t i = 0; i < 30; ++i) {
    instance.shapes.push_back(
        {.demand = {31 + i * 7 % 41, 29 + i * 11 % 37}, .lots = {{9}}, .allowed = {true}});
  }
  support::Random random(3);
  const Case c(instance, random);
  const auto found = search_pattern(c.scope, 0, c.worths, {0, 0}, -1, 1000);
  CHECK_FALSE(found.finished);
  CHECK(found.work < 3000);
}

TEST_CASE("prices of all options: every proof is true and every pattern is what it says",
          "[pack][property]") {
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    CAPTURE(seed);
    support::Random random(seed);
    const Case c(tiny_instance(seed), random);
    if (c.scope.places() == 0) {
      continue;
    }
    const std::vector<std::int64_t> allowances(c.problem.options, 500);
    Pricer pricer(c.scope);
    const auto priced = pricer.price(c.worths, allowances);
    for (std::size_t option = 0; option < c.problem.options; ++option) {
      const auto exact = most_by_trying(c.scope, option, c.worths);
      REQUIRE(priced.options[option].most >= exact);
      REQUIRE(priced.patterns[option].worth == worth_of(c, priced.patterns[option]));
      REQUIRE(priced.patterns[option].worth <= exact);
    }
  }
}

}  // namespace
}  // namespace eksplan::pack
