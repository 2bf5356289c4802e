#include <algorithm>
#include <numeric>
#include <optional>

#include "bound_helpers.hpp"
#include "exhaustive.hpp"
#include "random_instance.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/bounds.hpp"
#include "eksplan/pack/certificate.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

BoundEffort columns_only(int rounds) {
  BoundEffort effort;
  effort.columns.rounds = rounds;
  effort.columns.work = 2'000'000;
  effort.counts.rounds = 0;
  return effort;
}

std::int64_t bound_of(const Instance& instance, const BoundEffort& effort) {
  const auto served = served_by(instance, solve(instance, {.effort = 40}));
  return prove_bound(served.problem, served.load, served.draft, effort).lower_bound;
}

TEST_CASE("column generation never claims more than the optimum", "[pack][property]") {
  int closed = 0;
  int closed_by_fluid = 0;
  int all = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    CAPTURE(seed);
    const auto instance = tiny_instance(seed);
    const auto packing = solve(instance, {.effort = 40});
    const auto optimum = least_cost(instance, packing.unplaced, false);
    REQUIRE(optimum.has_value());
    const auto served = served_by(instance, packing);
    const auto proven = prove_bound(served.problem, served.load, served.draft, columns_only(40));
    REQUIRE(proven.lower_bound <= *optimum);
    REQUIRE(proven.lower_bound >= proven.fluid.lower_bound);
    if (proven.certificate) {
      REQUIRE(proves(served.problem, served.load, *proven.certificate, proven.certificate_bound));
      REQUIRE(proven.certificate_bound <= *optimum);
    }
    ++all;
    closed += proven.lower_bound == *optimum ? 1 : 0;
    closed_by_fluid += proven.fluid.lower_bound == *optimum ? 1 : 0;
  }
  CHECK(closed > closed_by_fluid);
  CHECK(closed > all * 8 / 10);
}

TEST_CASE("items of just over half and just under a third: cut bins beat cut items", "[pack]") {
  Instance instance;
  instance.dimensions = 1;
  instance.options = {{.capacity = {100}, .price = 100, .group_class = 0},
                      {.capacity = {120}, .price = 120, .group_class = 1},
                      {.capacity = {150}, .price = 150, .group_class = 2}};
  instance.shapes = {{.demand = {51}, .lots = {{10}}, .allowed = {true, true, true}},
                     {.demand = {33}, .lots = {{20}}, .allowed = {true, true, true}}};
  const auto packing = solve(instance);
  const auto served = served_by(instance, packing);
  const auto proven = prove_bound(served.problem, served.load, served.draft);
  CHECK(proven.lower_bound <= packing.cost);
  CHECK(proven.lower_bound > proven.fluid.relaxed_bound);
}

TEST_CASE("items of two thirds of a bin need a bin each, by worths alone", "[pack]") {
  Instance instance;
  instance.dimensions = 2;
  instance.options = {{.capacity = {90, 90}, .price = 10}};
  instance.shapes = {{.demand = {60, 10}, .lots = {{6}}, .allowed = {true}},
                     {.demand = {10, 60}, .lots = {{6}}, .allowed = {true}},
                     {.demand = {35, 35}, .lots = {{8}}, .allowed = {true}}};
  const auto served = served_by(instance, solve(instance));
  const auto proven = prove_bound(served.problem, served.load, served.draft, columns_only(60));
  CHECK(proven.lower_bound ==
        100);  // a bin holds one of each of the first two, or two of the third
  CHECK(proven.certificate_bound == 100);
}

TEST_CASE("more rounds never lower the bound", "[pack][property]") {
  const auto seed = GENERATE(range(0u, 5u));
  CAPTURE(seed);
  const auto instance = middling_instance(seed);
  std::int64_t last = 0;
  for (const int rounds : {0, 1, 3, 10, 40}) {
    const auto bound = bound_of(instance, columns_only(rounds));
    CHECK(bound >= last);
    last = bound;
  }
}

TEST_CASE("one more option, or a price alone, never raises a bound by patterns on tiny instances",
          "[pack][property]") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    auto instance = tiny_instance(seed);
    for (auto& option : instance.options) {
      option.max_count.reset();
    }
    for (auto& shape : instance.shapes) {
      shape.alone_price.reset();
      shape.allowed.front() = true;
      for (std::size_t d = 0; d < instance.dimensions; ++d) {
        shape.demand[d] = std::min(shape.demand[d], instance.options.front().capacity[d]);
      }
    }
    const auto optimum =
        least_cost(instance, std::vector<std::int64_t>(instance.shapes.size()), false);
    auto larger = instance;
    larger.options.push_back(
        {.capacity = Vector(instance.dimensions, 9), .price = 11, .group_class = 9});
    for (auto& shape : larger.shapes) {
      shape.allowed.push_back(true);
    }
    REQUIRE(bound_of(larger, columns_only(30)) <= optimum);
    auto alone = instance;
    for (auto& shape : alone.shapes) {
      shape.alone_price = 9;
    }
    REQUIRE(bound_of(alone, columns_only(30)) <= optimum);
  }
}

TEST_CASE("the same bound, worths and mix on every run", "[pack]") {
  for (const std::uint64_t seed : {3U, 14U, 17U}) {
    const auto instance = middling_instance(seed);
    const auto served = served_by(instance, solve(instance, {.effort = 40}));
    auto effort = columns_only(20);
    effort.counts = {.nodes = 200, .rounds = 3};
    const auto first = prove_bound(served.problem, served.load, served.draft, effort);
    const auto second = prove_bound(served.problem, served.load, served.draft, effort);
    CHECK(first.lower_bound == second.lower_bound);
    CHECK(first.counts == second.counts);
    CHECK(first.bins.size() == second.bins.size());
    REQUIRE(first.certificate.has_value() == second.certificate.has_value());
    if (first.certificate) {
      CHECK(first.certificate->worths == second.certificate->worths);
    }
  }
}

TEST_CASE("the mix of cut bins serves everything and costs no less than the bound", "[pack]") {
  const auto seed = GENERATE(range(30u, 34u));
  CAPTURE(seed);
  auto instance = middling_instance(seed);
  const auto served = served_by(instance, solve(instance, {.effort = 40}));
  const auto proven = prove_bound(served.problem, served.load, served.draft, columns_only(60));
  std::vector<double> items(instance.shapes.size(), 0.0);
  double cost = 0;
  for (const auto& bins : proven.bins) {
    cost += bins.count * static_cast<double>(served.problem.prices[bins.option]);
    for (const auto& content : bins.contents) {
      items[content.shape] += bins.count * static_cast<double>(content.items);
    }
  }
  if (!proven.bins.empty()) {
    for (std::size_t shape = 0; shape < items.size(); ++shape) {
      CHECK(items[shape] >= static_cast<double>(served.load.counts[shape]) - 1e-6);
    }
    CHECK(cost <= static_cast<double>(served.draft.cost) * (1.0 + 1e-9));
    CHECK(cost >= static_cast<double>(proven.fluid.relaxed_bound) * (1.0 - 1e-9));
  }
}

TEST_CASE("a certificate with one claim too good is refused", "[pack]") {
  const auto instance = middling_instance(6);
  const auto served = served_by(instance, solve(instance, {.effort = 40}));
  const auto proven = prove_bound(served.problem, served.load, served.draft, columns_only(20));
  REQUIRE(proven.certificate);
  const auto bound = proven.certificate_bound;
  const auto refused = [&](const Certificate& certificate) {
    return !proves(served.problem, served.load, certificate, bound + 1);
  };
  CHECK(proves(served.problem, served.load, *proven.certificate, bound));
  CHECK_FALSE(proves(served.problem, served.load, *proven.certificate, bound + 1));
  auto lie = *proven.certificate;
  for (auto& worth : lie.worths) {
    worth += worth / 50;
  }
  CHECK(refused(lie));
  lie = *proven.certificate;
  for (auto& claim : lie.bins) {
    claim.most = claim.most / 2;
  }
  CHECK_FALSE(check(served.problem, served.load, lie));
  lie = *proven.certificate;
  lie.surcharges.front() = 1;
  CHECK_FALSE(check(served.problem, served.load, lie));
  lie = *proven.certificate;
  lie.worths.pop_back();
  CHECK_FALSE(check(served.problem, served.load, lie));
  lie = *proven.certificate;
  lie.bins.front().shares.front() = -1;
  CHECK_FALSE(check(served.problem, served.load, lie));
  lie = *proven.certificate;
  lie.shift = 41;
  CHECK_FALSE(check(served.problem, served.load, lie));
}

TEST_CASE("a certificate made of random numbers never proves more than the optimum",
          "[pack][property]") {
  int proofs = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    CAPTURE(seed);
    const auto instance = tiny_instance(seed);
    const auto packing = solve(instance, {.effort = 20});
    const auto served = served_by(instance, packing);
    const auto optimum = least_cost(instance, packing.unplaced, false);
    REQUIRE(optimum.has_value());
    std::uint64_t state = seed;
    const auto draw = [&](std::int64_t most) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      return static_cast<std::int64_t>((state >> 33U) % static_cast<std::uint64_t>(most + 1));
    };
    Certificate certificate;
    for (std::size_t shape = 0; shape < served.problem.shapes; ++shape) {
      const auto most = std::min<std::int64_t>(served.load.alone[shape], 15);
      certificate.worths.push_back(draw(most));
    }
    certificate.bin_price = draw(2);
    for (std::size_t option = 0; option < served.problem.options; ++option) {
      const bool limited = served.problem.limits[option] != kUnlimited;
      certificate.surcharges.push_back(limited ? draw(5) : 0);
      BinClaim claim;
      claim.kind = static_cast<BinClaim::Kind>(draw(2));
      claim.most = draw(40);
      for (std::size_t d = 0; d < served.problem.dimensions; ++d) {
        claim.shares.push_back(draw(20));
      }
      claim.second = 1;
      claim.first_unit = 1 + draw(1);
      certificate.bins.push_back(claim);
    }
    const auto proven = check(served.problem, served.load, certificate);
    proofs += proven ? 1 : 0;
    REQUIRE(proven.value_or(0) <= *optimum);
  }
  CHECK(proofs > 20);
}

}  // namespace
}  // namespace eksplan::pack
