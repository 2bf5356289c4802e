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

base::Parsed<std::vector<seconds>> starts_of(const model::JobTimes& job,
                                             const schedule::Window& week) {
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
  const bool alike = week.dated || schedule::recurs_weekly(*cron);
  return alike ? schedule::starts_of(*cron, *zone, week) : busiest_week(*cron, *zone);
}

void add_run(seconds start, seconds run_time, seconds length, std::vector<TimeInterval>& runs) {
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
  const auto starts = starts_of(job, week);
  if (!starts) {
    return starts.fault();
  }
  std::vector<TimeInterval> runs;
  for (const auto start : *starts) {
    if (up.contains(start)) {
      add_run(start, run_time, week.length, runs);
    }
  }
  std::erase_if(runs, [](const TimeInterval& run) { return run.begin == run.end; });
  return job.overlaps && !job.schedule.empty()
             ? runs
             : model::ActiveHours::of(week.length, runs).intervals();
}

}  // namespace eksplan::demand
