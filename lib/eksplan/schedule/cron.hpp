#pragma once
/// Cron lines as the CronJob controller reads them (robfig/cron, standard parser), and when they
/// start a job.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/schedule/time_zone.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::schedule {

/// Bit n of a field is set when it allows n; Sunday is 0, January 1.
struct CronSchedule {
  std::uint64_t minutes = 0;
  std::uint32_t hours = 0;
  std::uint32_t days = 0;
  std::uint32_t months = 0;
  std::uint32_t weekdays = 0;
  bool any_day = false;      ///< written as * or ?: then both days must match, else either does
  bool any_weekday = false;  ///< likewise
  bool any_month = false;
  std::optional<std::chrono::seconds> every{};  ///< @every: the fields above say nothing then
  std::string zone{};                           ///< of a prefix TZ= or CRON_TZ=; empty = none

  bool operator==(const CronSchedule&) const = default;
};

/// A prefix TZ= or CRON_TZ= is taken: objects made before Kubernetes 1.29 may have one.
base::Parsed<CronSchedule> parse_cron(std::string_view schedule);

/// Whether every week is like the next: no day of the month and no month is named.
bool recurs_weekly(const CronSchedule& schedule);

/// When it starts within `window`, counted from its begin, in order. A time that the clocks of
/// `zone` skip has no start, one that they repeat has two. @every counts from the window's begin.
std::vector<std::chrono::seconds> starts_of(const CronSchedule& schedule, const TimeZone& zone,
                                            const Window& window);

}  // namespace eksplan::schedule
