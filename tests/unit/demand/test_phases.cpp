#include <chrono>

#include "sample.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/demand/phases.hpp"

namespace eksplan::demand {
namespace {

using namespace std::chrono_literals;

struct Part {
  std::string name;
  std::int64_t hours;
  std::vector<std::int64_t> replicas;

  bool operator==(const Part&) const = default;
};

Demand demand_of(const std::vector<std::pair<std::string, std::int64_t>>& uptimes) {
  Demand demand;
  for (const auto& [uptime, replicas] : uptimes) {
    auto one = deployment("shop", fmt::format("w{}", demand.items.size()));
    if (!uptime.empty()) {
      one.annotations["downscaler/uptime"] = uptime;
    }
    demand.items.push_back({one, replicas, false});
  }
  return demand;
}

Phases phases_of(const Demand& demand, const ScheduleOptions& options = {}) {
  return build_phases(pods_over_time(demand, {}, options), options);
}

std::vector<Part> parts(const Demand& demand, const ScheduleOptions& options = {}) {
  std::vector<Part> result;
  for (const auto& phase : phases_of(demand, options).phases) {
    result.push_back({phase.name, phase.length() / 1h, phase.replicas});
  }
  return result;
}

TEST_CASE("without schedules the week is one phase", "[demand]") {
  const auto demand = demand_of({{"", 3}, {"always", 2}});
  CHECK(parts(demand) == std::vector<Part>{{"always on", 168, {3, 2}}});
  CHECK(phases_of(demand).is_always_on());
}

TEST_CASE("office hours make two phases with the names that people use", "[demand]") {
  CHECK(parts(demand_of({{"", 3}, {"Mon-Fri 07:30-20:30 Europe/Berlin", 2}})) ==
        std::vector<Part>{{"work hours", 65, {3, 2}}, {"nights and weekends", 103, {3, 0}}});
}

TEST_CASE("other phases are called by their times in the zone that all share", "[demand]") {
  CHECK(parts(demand_of({{"Mon-Fri 08:00-18:00 Europe/Berlin", 2},
                         {"Mon-Fri 06:00-20:00 Europe/Berlin", 3}})) ==
        std::vector<Part>{
            {"Mon-Fri 08:00-18:00 Europe/Berlin", 50, {2, 3}},
            {"Mon-Fri 06:00-08:00, Mon-Fri 18:00-20:00 Europe/Berlin", 20, {0, 3}},
            {"Mon-Fri 00:00-06:00, Mon-Fri 20:00-24:00 Europe/Berlin and 1 more", 98, {0, 0}}});
  CHECK(parts(demand_of({{"Sat-Sun 00:00-24:00 Asia/Tokyo", 1}, {"", 1}})) ==
        std::vector<Part>{{"Sat-Sun 00:00-24:00 Asia/Tokyo", 48, {1, 1}},
                          {"Mon-Fri 00:00-24:00 Asia/Tokyo", 120, {0, 1}}});
}

TEST_CASE("schedules of several zones are cut against each other, in UTC", "[demand]") {
  const auto all = parts(demand_of(
      {{"Mon-Mon 08:00-12:00 Europe/Berlin", 1}, {"Mon-Mon 08:00-12:00 Europe/London", 1}}));
  REQUIRE(all.size() == 4);
  CHECK(all[0] == Part{"Mon 08:00-11:00 UTC", 3, {1, 1}});
  CHECK(all[1] == Part{"Mon 07:00-08:00 UTC", 1, {1, 0}});
  CHECK(all[2] == Part{"Mon 11:00-12:00 UTC", 1, {0, 1}});
  CHECK(all[3].hours == 163);
}

TEST_CASE("a week in which clocks change has 168 hours as well", "[demand]") {
  ScheduleOptions options;
  const auto night = demand_of({{"Sun-Sun 00:00-06:00 Europe/Berlin", 1}});
  CHECK(parts(night)[0].hours == 6);
  options.week = *schedule::parse_week("2026-03-29");
  CHECK(parts(night, options)[0].hours == 5);
  CHECK(parts(night, options)[1].hours == 163);
  options.week = *schedule::parse_week("2026-10-25");
  CHECK(parts(night, options)[0].hours == 7);
  CHECK(parts(night, options)[1].hours == 161);
}

TEST_CASE("the demand of a phase has its pods, and the whole has the most of each", "[demand]") {
  const auto demand = demand_of({{"", 3}, {"Mon-Fri 08:00-18:00 UTC", 2}});
  const auto phases = phases_of(demand);
  CHECK(in_phase(demand, phases.phases[1]).items[1].replicas == 0);
  CHECK(at_most(demand, phases).items[1].replicas == 2);
}

TEST_CASE("jobs that make too many phases are counted as if they always ran", "[demand]") {
  Demand demand;
  for (int i = 0; i < 30; ++i) {
    auto one = workload(model::WorkloadKind::cron_job, "CronJob", "shop", fmt::format("j{}", i));
    one.job = model::JobTimes{};
    one.job->schedule = i == 0 ? "1/5 * * * *" : fmt::format("{} * * * *", 2 * i);
    one.annotations[std::string(kRunTimeAnnotation)] = "1m";
    demand.items.push_back({one, 1, false});
  }
  const auto phases = phases_of(demand);
  CHECK(phases.phases.size() <= kMostPhases);
  REQUIRE_FALSE(phases.counted_always.empty());
  CHECK(phases.counted_always.front() == 0);  // starts most often
  for (const auto& phase : phases.phases) {
    CHECK(phase.replicas[0] == 1);
  }
}

TEST_CASE("phases fill the week, differ, and agree with each workload's steps",
          "[demand][property]") {
  const auto seed = GENERATE(range(0, 60));
  CAPTURE(seed);
  std::vector<std::pair<std::string, std::int64_t>> uptimes;
  for (int i = 0; i < 3; ++i) {
    const int from = (seed * 7 + i * 5) % 20;
    uptimes.emplace_back(fmt::format("{}-Fri {:02}:{:02}-{:02}:00 {}", i % 2 == 0 ? "Mon" : "Sat",
                                     from, (seed * 13 + i) % 60, from + 4,
                                     seed % 3 == 0 ? "Europe/Berlin" : "America/New_York"),
                         i + 1);
  }
  const auto demand = demand_of(uptimes);
  ScheduleOptions options;
  options.week = seed % 2 == 0 ? schedule::standard_week() : *schedule::parse_week("2026-03-29");
  const auto week = pods_over_time(demand, {}, options);
  const auto phases = build_phases(week, options);
  std::chrono::seconds sum(0);
  auto all = model::ActiveHours::never(schedule::kWeek);
  for (const auto& phase : phases.phases) {
    sum += phase.length();
    all = all.united(phase.hours);
    for (const auto& other : phases.phases) {
      CHECK((&phase == &other || phase.replicas != other.replicas));
      CHECK((&phase == &other || phase.name != other.name));
    }
    for (std::size_t item = 0; item < demand.items.size(); ++item) {
      for (const auto& interval : phase.hours.intervals()) {
        std::int64_t pods = 0;
        for (const auto& step : week.items[item].steps) {
          pods = step.begin <= interval.begin ? step.pods : pods;
        }
        CHECK(phase.replicas[item] == pods);
      }
    }
  }
  CHECK(sum == schedule::kWeek);
  CHECK(all.is_always());
}

}  // namespace
}  // namespace eksplan::demand
