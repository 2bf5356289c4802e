#include "eksplan/demand/job_runs.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "eksplan/schedule/cron.hpp"
#include "eksplan/schedule/time_zone.hpp"

namespace eksplan::demand {
namespace {

namespace chrono = std::chrono;
using chrono::seconds;
using model::TimeInterval;

// The starts of the week that has most of them, the first of equals.
std::vector<seconds> busiest_week(const schedule::CronSchedule& cron,
                                  const schedule::TimeZone& zone) {
  constexpr int kYear = 2026;
  std::map<seconds::rep, std::vector<seconds>> weeks;
  auto year = schedule::calendar_year(kYear);
  const auto first_day = chrono::floor<chrono::days>(year.begin);
  year.begin = first_day - chrono::days(chrono::weekday(first_day).iso_encoding() - 1);
  for (const auto start : schedule::starts_of(cron, zone, year)) {
    weeks[start / schedule::kWeek].push_back(start % schedule::kWeek);
  }
  std::vector<seconds> most;
  for (auto& [number, starts] : weeks) {
    if (starts.size() > most.size()) {
      most = std::move(starts);
    }
  }
  return most;
}

// Within a dated week, and before it as long as a run takes: such starts are negative.
std::vector<seconds> starts_of_dated(const schedule::CronSchedule& cron,
                                     const schedule::TimeZone& zone, const schedule::Window& week,
                                     seconds run_time) {
  const auto before = cron.every ? seconds(0) : run_time;
  auto longer = week;
  longer.begin -= before;
  longer.length += before;
  auto starts = schedule::starts_of(cron, zone, longer);
  for (auto& start : starts) {
    start -= before;
  }
  return starts;
}

base::Parsed<std::vector<seconds>> starts_of(const model::JobTimes& job,
                                             const schedule::Window& week, seconds run_time) {
  if (job.schedule.empty()) {
    return std::vector<seconds>{seconds(0)};
  }
  const auto cron = schedule::parse_cron(job.schedule);
  if (!cron) {
    return cron.fault();
  }
  const auto& name = job.time_zone.empty() ? cron->zone : job.time_zone;
  const auto zone = name.empty() ? base::Parsed<schedule::TimeZone>(schedule::TimeZone{})
                                 : schedule::find_time_zone(name);
  if (!zone) {
    return zone.fault();
  }
  if (week.dated) {
    return starts_of_dated(*cron, *zone, week, run_time);
  }
  return schedule::recurs_weekly(*cron) ? schedule::starts_of(*cron, *zone, week)
                                        : busiest_week(*cron, *zone);
}

void add_run(seconds start, seconds run_time, const schedule::Window& week,
             std::vector<TimeInterval>& runs) {
  const auto length = week.length;
  if (week.dated) {
    runs.push_back({std::max(start, seconds(0)), std::clamp(start + run_time, seconds(0), length)});
    return;
  }
  for (auto whole = run_time / length; whole > 0; --whole) {
    runs.push_back({seconds(0), length});
  }
  const auto end = start + run_time % length;
  runs.push_back({start, std::min(end, length)});
  if (end > length) {
    runs.push_back({seconds(0), end - length});
  }
}

}  // namespace

base::Parsed<std::vector<TimeInterval>> job_runs(const model::JobTimes& job, seconds run_time,
                                                 const model::ActiveHours& up,
                                                 const schedule::Window& week) {
  const auto starts = starts_of(job, week, run_time);
  if (!starts) {
    return starts.fault();
  }
  std::vector<TimeInterval> runs;
  for (const auto start : *starts) {
    if (up.contains(start < seconds(0) ? start + week.length : start)) {
      add_run(start, run_time, week, runs);
    }
  }
  std::erase_if(runs, [](const TimeInterval& run) { return run.begin == run.end; });
  return job.overlaps && !job.schedule.empty()
             ? runs
             : model::ActiveHours::of(week.length, runs).intervals();
}

}  // namespace eksplan::demand
