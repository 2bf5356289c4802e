#include <algorithm>
#include <string>
#include <vector>

#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/cost/commitments.hpp"
#include "eksplan/cost/week_costs.hpp"

namespace eksplan::cost {
namespace {

using units::Decimal;
using units::HourlyRate;

HourlyRate millis(std::int64_t value) {
  return HourlyRate::per_hour(units::Money::from_nanos(base::int128{value} * 1'000'000));
}

Decimal percent(std::int64_t value) {
  return Decimal::from_billionths(base::int128{value} * (Decimal::kOne / 100));
}

EligiblePhase phase(std::int64_t hours, std::vector<EligibleSpend> spend) {
  return {Decimal::whole(hours), std::move(spend)};
}

/// By the definition and in floating point: what an hour costs in dollars.
double cost_by_definition(const std::vector<EligiblePhase>& phases, double commitment) {
  double cost = 0;
  for (auto one : phases) {
    std::ranges::stable_sort(one.spend, std::ranges::greater{}, &EligibleSpend::saving);
    const auto hours = static_cast<double>(one.hours.billionths()) / Decimal::kOne;
    double left = commitment;
    cost += commitment * hours;
    for (const auto& spend : one.spend) {
      const auto paid = static_cast<double>(spend.paid.hourly().nanos()) / 1e9;
      const auto pays = 1 - static_cast<double>(spend.saving.billionths()) / Decimal::kOne;
      const auto covered = std::min(left, paid * pays);
      left -= covered;
      cost += (paid - covered / pays) * hours;
    }
  }
  return cost / static_cast<double>(kHoursOfWeek);
}

double dollars(HourlyRate rate) {
  return static_cast<double>(rate.hourly().nanos()) / 1e9;
}

/// Hours that add up to a week.
std::vector<std::int64_t> random_hours(support::Random& random, std::size_t phases) {
  std::vector<std::int64_t> cuts{0, kHoursOfWeek};
  for (std::size_t i = 1; i < phases; ++i) {
    cuts.push_back(random.between(0, kHoursOfWeek));
  }
  std::ranges::sort(cuts);
  std::vector<std::int64_t> hours;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    hours.push_back(cuts[i] - cuts[i - 1]);
  }
  return hours;
}

std::vector<EligiblePhase> random_phases(support::Random& random) {
  std::vector<EligiblePhase> phases;
  const auto count = static_cast<std::size_t>(random.between(1, 12));
  for (const auto hours : random_hours(random, count)) {
    phases.push_back(phase(hours, {}));
    for (auto left = random.between(0, 4); left > 0; --left) {
      phases.back().spend.push_back(
          {millis(random.between(0, 3000)), percent(random.between(0, 72))});
    }
  }
  return phases;
}

TEST_CASE("spend that never changes is committed to as a whole", "[cost]") {
  const auto advice = advise_savings_plan({phase(168, {{millis(1000), percent(20)}})});
  CHECK(advice.eligible == millis(1000));
  CHECK(advice.best == CommitmentPoint{millis(800), millis(800)});
  CHECK(advice.curve ==
        std::vector<CommitmentPoint>{{millis(0), millis(1000)}, {millis(800), millis(800)}});
}

TEST_CASE("what is up for less than its saving pays for is not committed to", "[cost]") {
  // Committed to by day it would cost 0.8 x 168 hours, which is more than 1 x 65 hours.
  const auto office = advise_savings_plan(
      {phase(65, {{millis(1500), percent(20)}}), phase(103, {{millis(500), percent(20)}})});
  CHECK(office.best.commitment == millis(400));
  CHECK(office.curve.size() == 3);
  const auto asleep =
      advise_savings_plan({phase(65, {{millis(1500), percent(20)}}), phase(103, {})});
  CHECK(asleep.best == CommitmentPoint{millis(0), asleep.eligible});
}

TEST_CASE("of commitments that cost the same the smallest counts", "[cost]") {
  const auto advice =
      advise_savings_plan({phase(84, {{millis(1000), percent(50)}}), phase(84, {})});
  CHECK(advice.best == CommitmentPoint{millis(0), millis(500)});
  CHECK(advice.curve.back() == CommitmentPoint{millis(500), millis(500)});
}

TEST_CASE("a commitment covers the highest saving first", "[cost]") {
  // Fargate alone is up all week; by day the commitment goes to the nodes, which save more.
  const auto advice =
      advise_savings_plan({phase(50, {{millis(1000), percent(20)}, {millis(1000), percent(60)}}),
                           phase(118, {{millis(1000), percent(20)}})});
  REQUIRE(advice.curve.size() == 4);
  CHECK(advice.curve[1].commitment == millis(400));  // the nodes by day
  CHECK(advice.curve[2].commitment == millis(800));  // Fargate by night
  CHECK(advice.curve[3].commitment == millis(1200));
  // By night 0.4 of Fargate is left at the plan's prices, which is 0.5 on demand.
  const auto by_day = base::int128{400 + 1000} * 50;
  const auto by_night = base::int128{400 + 500} * 118;
  CHECK(advice.curve[1].hourly == HourlyRate::per_hour(units::Money::from_nanos(
                                      base::div_half_up((by_day + by_night) * 1'000'000, 168))));
}

TEST_CASE("no spend is no commitment", "[cost]") {
  const auto advice = advise_savings_plan({phase(168, {})});
  CHECK(advice.eligible == HourlyRate{});
  CHECK(advice.curve == std::vector<CommitmentPoint>{{}});
}

TEST_CASE("no commitment of a fine grid costs less than the one advised", "[cost][property]") {
  const auto seed = GENERATE(range(std::uint64_t{0}, support::cases(400)));
  CAPTURE(seed);
  support::Random random(seed);
  const auto phases = random_phases(random);
  const auto advice = advise_savings_plan(phases);
  constexpr double kRounding = 1e-7;
  CHECK(std::abs(dollars(advice.eligible) - cost_by_definition(phases, 0)) < kRounding);
  constexpr int kSteps = 500;
  const auto largest = dollars(advice.curve.back().commitment) * 1.1 + 0.01;
  const auto best = dollars(advice.best.hourly);
  for (int i = 0; i <= kSteps; ++i) {
    const auto cost = cost_by_definition(phases, largest * i / kSteps);
    REQUIRE(best < cost + kRounding);
  }
  for (const auto& point : advice.curve) {
    REQUIRE(std::abs(dollars(point.hourly) -
                     cost_by_definition(phases, dollars(point.commitment))) < kRounding);
  }
}

TEST_CASE("a curve is short, ascends, and has its ends and the best in it", "[cost][property]") {
  const auto seed = GENERATE(range(std::uint64_t{0}, support::cases(100)));
  CAPTURE(seed);
  support::Random random(seed);
  const auto advice = advise_savings_plan(random_phases(random));
  const auto& curve = advice.curve;
  CHECK(curve.size() <= kCurvePoints);
  CHECK(curve.front() == CommitmentPoint{HourlyRate{}, advice.eligible});
  CHECK(std::ranges::is_sorted(curve, {}, &CommitmentPoint::commitment));
  CHECK(std::ranges::adjacent_find(curve, {}, &CommitmentPoint::commitment) == curve.end());
  CHECK(std::ranges::count(curve, advice.best) == 1);
  CHECK(std::ranges::min(curve, {}, &CommitmentPoint::hourly) == advice.best);
}

TEST_CASE("a curve of many points keeps the best one", "[cost]") {
  std::vector<EligiblePhase> phases;
  for (std::int64_t hour = 0; hour < kHoursOfWeek; ++hour) {
    phases.push_back(phase(1, {{millis(1000 + hour), percent(20)}}));
  }
  const auto advice = advise_savings_plan(phases);
  CHECK(advice.curve.size() == kCurvePoints);
  // A fifth of the hours may use less than all of it: the 34th of 168.
  CHECK(advice.best.commitment == HourlyRate::per_hour(units::Money::from_nanos(826'400'000)));
  CHECK(std::ranges::count(advice.curve, advice.best) == 1);
  CHECK(advice.curve.back().commitment.hourly().nanos() == 933'600'000);
}

TEST_CASE("nodes that are up often enough are reserved", "[cost]") {
  const std::vector<NodesOfPhase> office{{Decimal::whole(65), 5}, {Decimal::whole(103), 2}};
  CHECK(advise_reservation(office, millis(100), millis(60)) ==
        ReservationAdvice{2, millis(80)});  // 65 of 168 hours are less than 60 %
  CHECK(advise_reservation(office, millis(100), millis(35)).count == 5);
  CHECK(advise_reservation(office, millis(100), millis(100)) == ReservationAdvice{});
  CHECK(advise_reservation(office, millis(100), millis(120)) == ReservationAdvice{});
}

TEST_CASE("of reservations that cost the same the smallest counts", "[cost]") {
  const std::vector<NodesOfPhase> half{{Decimal::whole(84), 4}, {Decimal::whole(84), 0}};
  CHECK(advise_reservation(half, millis(100), millis(50)) == ReservationAdvice{});
}

TEST_CASE("no other number of reserved nodes costs less", "[cost][property]") {
  const auto seed = GENERATE(range(std::uint64_t{0}, support::cases(300)));
  CAPTURE(seed);
  support::Random random(seed);
  std::vector<NodesOfPhase> phases;
  for (const auto hours : random_hours(random, static_cast<std::size_t>(random.between(1, 8)))) {
    phases.push_back({Decimal::whole(hours), random.between(0, 9)});
  }
  const auto on_demand = random.between(1, 500);
  const auto reserved = random.between(1, 500);
  const auto cost_of = [&](std::int64_t count) {
    base::int128 cost = base::int128{count} * reserved * kHoursOfWeek;
    for (const auto& one : phases) {
      cost += base::int128{std::max<std::int64_t>(one.count - count, 0)} * on_demand *
              (one.hours.billionths() / Decimal::kOne);
    }
    return cost;
  };
  std::int64_t best = 0;
  for (std::int64_t count = 1; count <= 10; ++count) {
    best = cost_of(count) < cost_of(best) ? count : best;
  }
  const auto advice = advise_reservation(phases, millis(on_demand), millis(reserved));
  CHECK(advice.count == best);
  CHECK(advice.saving == HourlyRate::per_hour(units::Money::from_nanos(base::div_half_up(
                             (cost_of(0) - cost_of(best)) * 1'000'000, kHoursOfWeek))));
}

}  // namespace
}  // namespace eksplan::cost
