#include <algorithm>
#include <cstddef>
#include <numeric>

#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/evict.hpp"
#include "eksplan/pack/fleet.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/round.hpp"
#include "eksplan/pack/solve.hpp"
#include "eksplan/pack/stages.hpp"

namespace eksplan::pack {
namespace {

// Bins of 10 for 5 and of 20 for 9.
Instance small_and_large() {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {10}, .price = 5},
                      {.capacity = {20}, .price = 9, .group_class = 1}};
  return instance;
}

Shape shape_of(Amount demand, std::vector<Lot> lots) {
  return {.demand = {demand}, .lots = std::move(lots), .allowed = {true, true}};
}

std::int64_t bins_of(const Packing& packing, std::size_t option) {
  std::int64_t count = 0;
  for (const auto& bin : packing.bins) {
    count += bin.option == option ? bin.count : 0;
  }
  return count;
}

TEST_CASE("more effort never makes a packing dearer", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 4u));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  auto least = solve(instance, {.effort = 0}).cost;
  for (const auto effort : {20, 40, 90}) {
    CAPTURE(effort);
    const auto cost = solve(instance, {.effort = effort}).cost;
    CHECK(cost <= least);
    least = cost;
  }
}

TEST_CASE("items whose worth the relaxation cannot tell apart still share bins", "[pack]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {100, 100}, .price = 13}};
  instance.shapes = {{.demand = {2, 1}, .lots = {{500}}, .allowed = {true}},
                     {.demand = {1, 2}, .lots = {{500}}, .allowed = {true}}};
  CHECK(solve(instance, {.effort = 0}).cost == 208);
}

TEST_CASE("millions of items make few patterns and a small gap", "[pack]") {
  auto instance = middling_instance(3);
  instance.max_groups = 0;
  for (auto& shape : instance.shapes) {
    shape.per_bin_cap.reset();
    shape.lots[0].count = shape.lots[0].count * 20'000 + 77;
  }
  const auto packing = solve(instance, {.effort = 20});
  CHECK(violations(instance, packing) == std::vector<std::string>{});
  CHECK(packing.bins.size() < 5000);
  CHECK(static_cast<double>(packing.cost) < 1.02 * static_cast<double>(packing.lower_bound));
}

TEST_CASE("many bins of a limited option are bought up to its limit", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {10}, .price = 5, .max_count = 61},
                      {.capacity = {10}, .price = 8, .group_class = 1}};
  for (const Amount demand : {1, 2, 3, 4, 6, 7, 8, 9}) {
    instance.shapes.push_back(shape_of(demand, {{25}}));
  }
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(bins_of(packing, 0) == 61);
  CHECK(packing.cost == 61 * 5 + 39 * 8);
}

TEST_CASE("a least number of bins is kept while many bins are improved", "[pack]") {
  auto instance = small_and_large();
  for (const Amount demand : {1, 2, 3, 4, 6, 7, 8, 9}) {
    instance.shapes.push_back(shape_of(demand, {{20}}));
  }
  instance.min_bins = 60;  // 40 large ones would do, for 360
  const auto packing = solve(instance);
  CHECK(violations(instance, packing).empty());
  CHECK(packing.cost == 40 * 5 + 20 * 9);
}

TEST_CASE("the contents of a bin are alone where that costs less and lots allow it", "[pack]") {
  auto instance = small_and_large();
  instance.shapes = {shape_of(3, {{2}, {1}, {1}})};
  instance.shapes[0].alone_price = 1;
  const auto lots = GENERATE(1, 2);
  const auto problem = reduce(instance);
  Draft draft;
  std::vector<std::vector<bool>> alone{{false, false, false}};
  const std::vector<Content> three{{0, 3}};
  const std::vector<Content> one{{0, 1}};
  draft.add(0, 1, three, problem);
  draft.add(0, 1, one, problem);
  SECTION("all of them") {
    evict(instance, problem, alone, draft);
    CHECK(draft.bins.empty());
    CHECK(draft.cost == 0);
    CHECK(alone[0] == std::vector<bool>{true, true, true});
  }
  SECTION("not where lots would be torn apart") {
    instance.shapes[0].lots = {{4}};
    alone = {{false}};
    evict(instance, problem, alone, draft);
    CHECK(draft.bin_count() == 2);
    CHECK_FALSE(alone[0][0]);
  }
  SECTION("not where alone is dearer") {
    instance.shapes[0].alone_price = 4 + lots;
    evict(instance, problem, alone, draft);
    CHECK(draft.bin_count() == 2);
  }
}

TEST_CASE("a mix of cut bins becomes whole bins, and what they leave is packed too", "[pack]") {
  auto instance = small_and_large();
  instance.shapes = {shape_of(6, {{10}}), shape_of(4, {{10}}), shape_of(5, {{4}})};
  instance.options[0].max_count = 9;
  const auto problem = reduce(instance);
  const std::vector<std::int64_t> counts{10, 10, 4};
  const Load load{counts, std::vector<std::int64_t>(3, kUnlimited)};
  const auto market = market_of(problem, load, fluid(problem, load));
  const auto small = problem.original[0] == 0 ? std::size_t{0} : std::size_t{1};
  const std::vector<CutBins> columns{
      {small, {{0, 1}, {1, 1}}, 8.7}, {small, {{2, 2}}, 0.4}, {1 - small, {{0, 2}, {1, 2}}, 700.0}};
  const auto draft = round_columns(problem, market, columns, counts);
  CHECK(draft.unplaced == 0);
  std::vector<std::int64_t> packed(3, 0);
  std::int64_t bought = 0;
  for (const auto& row : draft.bins) {
    bought += row.option == small ? row.count : 0;
    for (const auto& content : draft.contents_of(row)) {
      packed[content.shape] += content.items * row.count;
    }
  }
  CHECK(packed == counts);
  CHECK(bought <= 9);
  CHECK(draft.cost == 8 * 5 + 9 + 9);  // eight small ones, a large one of the mix, one for the rest
}

TEST_CASE("bins that are given are filled, or found too few", "[pack]") {
  auto instance = small_and_large();
  for (const Amount demand : {6, 6, 5, 4, 3, 3, 3}) {  // 30 in all; the largest first do not fit
    instance.shapes.push_back(shape_of(demand, {{1}}));
  }
  const auto problem = reduce(instance);
  const auto small = problem.original[0] == 0 ? std::size_t{0} : std::size_t{1};
  const Observer nobody;
  Journal journal(nobody);
  std::vector<std::int64_t> bins(2, 0);
  bins[small] = 1;
  bins[1 - small] = 1;
  const auto filled = fill_fleet(instance, problem, bins, 15, 1, journal);
  REQUIRE(filled.has_value());
  CHECK(filled->draft.cost == 14);
  CHECK(filled->draft.unplaced == 0);
  CHECK(filled->draft.bin_count() == 2);
  CHECK_FALSE(fill_fleet(instance, problem, bins, 14, 1, journal).has_value());  // no gain
  bins[small] = 2;
  bins[1 - small] = 0;
  CHECK_FALSE(fill_fleet(instance, problem, bins, 15, 1, journal).has_value());
  CHECK(solve(instance).cost == 14);
}

TEST_CASE("where every bin but one of a dear group can be of a cheap one, two groups are bought",
          "[pack]") {
  Instance instance = small_and_large();
  instance.shapes = {shape_of(9, {{2}}), shape_of(20, {{1}})};
  instance.max_groups = 1;
  CHECK(solve(instance).cost == 18);
  instance.max_groups = 2;
  CHECK(solve(instance).cost == 18);
  instance.shapes[0].lots = {{1}};
  instance.max_groups = 1;
  CHECK(solve(instance).cost == 18);
  instance.max_groups = 2;
  CHECK(solve(instance).cost == 14);
}

TEST_CASE("an observer hears of stages, better costs and the bound, and changes nothing",
          "[pack]") {
  const auto instance = middling_instance(GENERATE(1u, 4u));
  std::vector<Progress> heard;
  const SolveOptions options{.effort = 60, .bound_rounds = 5, .observer = [&](const Progress& at) {
                               heard.push_back(at);
                             }};
  const auto packing = solve(instance, options);
  REQUIRE_FALSE(heard.empty());
  CHECK(packing == solve(instance, {.effort = 60, .bound_rounds = 5}));
  CHECK(packing.steps == heard.back().steps);
  CHECK(packing.steps > 0);
  CHECK(heard.back().stages > 0);
  CHECK(heard.back().lower_bound == packing.lower_bound);
  for (std::size_t i = 1; i < heard.size(); ++i) {
    CHECK(heard[i].steps >= heard[i - 1].steps);
    CHECK((heard[i - 1].cost == 0 || heard[i].cost <= heard[i - 1].cost));
  }
}

TEST_CASE("a better packing that is offered is gone on from", "[pack]") {
  const auto instance = middling_instance(5);
  const auto problem = reduce(instance);
  Load load;
  for (const auto& shape : instance.shapes) {
    load.counts.push_back(shape.count());
    load.alone.push_back(kUnlimited);
  }
  const auto market = market_of(problem, load, fluid(problem, load));
  Stages far(problem, market, load.counts, 0);
  for (int stage = 0; stage < 4; ++stage) {
    far.next();
  }
  Stages near(problem, market, load.counts, 0);
  REQUIRE(far.best().cost < near.best().cost);
  near.offer(far.best());
  CHECK(near.best().cost == far.best().cost);
  near.next();
  CHECK(near.best().cost <= far.best().cost);
}

}  // namespace
}  // namespace eksplan::pack
