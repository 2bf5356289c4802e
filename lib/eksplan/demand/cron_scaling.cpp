#include "eksplan/demand/cron_scaling.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "eksplan/base/assert.hpp"
#include "eksplan/schedule/cron.hpp"

namespace eksplan::demand {
namespace {

using std::chrono::seconds;

// Whether it holds from each moment on. At a moment that is both, it holds.
using Switches = std::map<seconds, bool>;

Switches switches_in(const schedule::Window& window, const schedule::CronSchedule& start,
                     const schedule::CronSchedule& end, const schedule::TimeZone& zone) {
  Switches switches;
  for (const auto moment : schedule::starts_of(end, zone, window)) {
    switches[moment] = false;
  }
  for (const auto moment : schedule::starts_of(start, zone, window)) {
    switches[moment] = true;
  }
  return switches;
}

schedule::Window week_before(schedule::Window week) {
  week.begin -= schedule::kWeek;
  return week;
}

model::ActiveHours hours_of(const model::CronTrigger& trigger, const schedule::TimeZone& zone,
                            const schedule::Window& week) {
  const auto start = schedule::parse_cron(trigger.start);
  const auto end = schedule::parse_cron(trigger.end);
  EKSPLAN_ASSERT(start && end, "the reader of manifests keeps no trigger that cannot be read");
  if (!week.dated && !(schedule::recurs_weekly(*start) && schedule::recurs_weekly(*end))) {
    return model::ActiveHours::always(week.length);
  }
  const auto switches = switches_in(week, *start, *end, zone);
  const auto before = week.dated ? switches_in(week_before(week), *start, *end, zone) : switches;
  bool holds = !before.empty() && before.rbegin()->second;
  std::vector<model::TimeInterval> intervals;
  seconds since{};
  for (const auto& [moment, on] : switches) {
    if (holds && !on) {
      intervals.push_back({since, moment});
    }
    since = !holds && on ? moment : since;
    holds = on;
  }
  if (holds) {
    intervals.push_back({since, week.length});
  }
  return model::ActiveHours::of(week.length, std::move(intervals));
}

}  // namespace

std::vector<WantedPods> pods_wanted_by_cron(const std::vector<model::CronTrigger>& triggers,
                                            const schedule::Window& week) {
  std::vector<WantedPods> wanted;
  for (const auto& trigger : triggers) {
    const auto zone = schedule::find_time_zone(trigger.time_zone);
    EKSPLAN_ASSERT(zone, "the reader of manifests keeps no trigger that cannot be read");
    wanted.push_back({hours_of(trigger, *zone, week), trigger.pods, *zone});
  }
  return wanted;
}

}  // namespace eksplan::demand
