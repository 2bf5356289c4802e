#include <algorithm>

#include "eksplan/schedule/cron.hpp"

namespace eksplan::schedule {
namespace {

namespace chrono = std::chrono;

template <class Bits>
bool allows(Bits field, unsigned value) {
  return ((field >> value) & 1U) != 0;
}

bool is_day_of(const CronSchedule& schedule, chrono::sys_days day) {
  const chrono::year_month_day date(day);
  const bool in_month = allows(schedule.months, static_cast<unsigned>(date.month()));
  const bool on_day = allows(schedule.days, static_cast<unsigned>(date.day()));
  const bool on_weekday = allows(schedule.weekdays, chrono::weekday(day).c_encoding());
  const bool both = schedule.any_day || schedule.any_weekday;
  return in_month && (both ? on_day && on_weekday : on_day || on_weekday);
}

std::vector<chrono::minutes> times_of_day(const CronSchedule& schedule) {
  std::vector<chrono::minutes> times;
  for (unsigned hour = 0; hour < 24; ++hour) {
    for (unsigned minute = 0; allows(schedule.hours, hour) && minute < 60; ++minute) {
      if (allows(schedule.minutes, minute)) {
        times.emplace_back(hour * 60 + minute);
      }
    }
  }
  return times;
}

std::vector<chrono::seconds> starts_every(chrono::seconds step, const Window& window) {
  std::vector<chrono::seconds> starts;
  for (chrono::seconds at(0); at < window.length; at += step) {
    starts.push_back(at);
  }
  return starts;
}

}  // namespace

std::vector<chrono::seconds> starts_of(const CronSchedule& schedule, const TimeZone& zone,
                                       const Window& window) {
  if (schedule.every) {
    return starts_every(*schedule.every, window);
  }
  std::vector<chrono::seconds> starts;
  const auto times = times_of_day(schedule);
  for (const auto& piece : zone.offsets(window)) {
    const auto shift = window.begin + piece.offset;
    const auto local_end = shift + piece.end;
    for (auto day = chrono::floor<chrono::days>(shift + piece.begin); day < local_end;
         day += chrono::days(1)) {
      if (!is_day_of(schedule, day)) {
        continue;
      }
      for (const auto time : times) {
        const auto start = day + time - shift;
        if (start >= piece.begin && start < piece.end) {
          starts.push_back(start);
        }
      }
    }
  }
  return starts;
}

}  // namespace eksplan::schedule
