#include "eksplan/schedule/time_spec.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::schedule {
namespace {

namespace chrono = std::chrono;

constexpr std::array<std::string_view, 7> kShownWeekdays{"Mon", "Tue", "Wed", "Thu",
                                                         "Fri", "Sat", "Sun"};

bool is_listed(const Recurring& range, unsigned day) {
  return ((range.weekdays >> day) & 1U) != 0;
}

/// One stretch of a local day, in minutes.
struct PartOfDay {
  int from = 0;
  int to = 0;
};

std::vector<PartOfDay> parts_of_day(const Recurring& range) {
  const auto from = std::min(range.from_minute, kMinutesOfDay);
  const auto to = std::min(range.to_minute, kMinutesOfDay);
  if (range.over_midnight) {
    return {{0, to}, {from, kMinutesOfDay}};
  }
  return from < to ? std::vector<PartOfDay>{{from, to}} : std::vector<PartOfDay>{};
}

/// Adds what holds while the zone's clocks keep one offset: day by day on those clocks, cut to the
/// stretch, so that an hour that clocks skip is lost and one that they repeat counts twice.
void add_days(const Recurring& range, const Window& window, const ClockOffset& piece,
              std::vector<model::TimeInterval>& found) {
  const auto local_begin = window.begin + piece.begin + piece.offset;
  const auto local_end = window.begin + piece.end + piece.offset;
  const auto shift = window.begin + piece.offset;
  for (auto day = chrono::floor<chrono::days>(local_begin); day < local_end;
       day += chrono::days(1)) {
    if (!is_listed(range, chrono::weekday(day).iso_encoding() - 1)) {
      continue;
    }
    for (const auto& part : parts_of_day(range)) {
      const auto begin = day + chrono::minutes(part.from) - shift;
      const auto end = day + chrono::minutes(part.to) - shift;
      found.push_back({std::max(begin, piece.begin), std::min(end, piece.end)});
    }
  }
}

void add_hours(const TimeItem& item, const Window& window,
               std::vector<model::TimeInterval>& found) {
  if (const auto* const constant = std::get_if<Constant>(&item)) {
    if (constant->active) {
      found.push_back({chrono::seconds(0), window.length});
    }
  } else if (const auto* const range = std::get_if<Recurring>(&item)) {
    for (const auto& piece : range->zone.offsets(window)) {
      add_days(*range, window, piece, found);
    }
  } else if (window.dated) {
    const auto& stretch = std::get<Absolute>(item);
    found.push_back({stretch.from - window.begin, stretch.to - window.begin});
  }
}

// The first day of the listed run, and the last: Fri-Mon of Friday to Monday.
std::string days_text(const Recurring& range) {
  unsigned first = 0;
  for (unsigned day = 0; day < 7; ++day) {
    if (is_listed(range, day) && !is_listed(range, (day + 6) % 7)) {
      first = day;
    }
  }
  unsigned last = first;
  while (is_listed(range, (last + 1) % 7) && (last + 1) % 7 != first) {
    last = (last + 1) % 7;
  }
  return fmt::format("{}-{}", kShownWeekdays.at(first), kShownWeekdays.at(last));
}

// Nothing happens after 24:00, whatever is written.
std::string minute_text(int minute) {
  const auto shown = std::min(minute, kMinutesOfDay);
  return fmt::format("{:02}:{:02}", shown / 60, shown % 60);
}

std::string stamp_text(chrono::sys_seconds moment) {
  const auto day = chrono::floor<chrono::days>(moment);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss time(moment - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string item_text(const TimeItem& item) {
  if (const auto* const constant = std::get_if<Constant>(&item)) {
    return constant->active ? "always" : "never";
  }
  if (const auto* const range = std::get_if<Recurring>(&item)) {
    return fmt::format("{} {}-{} {}", days_text(*range), minute_text(range->from_minute),
                       minute_text(range->to_minute), range->zone.name());
  }
  const auto& stretch = std::get<Absolute>(item);
  return fmt::format("{}-{}", stamp_text(stretch.from), stamp_text(stretch.to));
}

}  // namespace

model::ActiveHours hours_of(const TimeSpec& spec, const Window& window) {
  std::vector<model::TimeInterval> found;
  for (const auto& item : spec.items) {
    add_hours(item, window, found);
  }
  return model::ActiveHours::of(window.length, std::move(found));
}

bool has_dates(const TimeSpec& spec) {
  return std::ranges::any_of(
      spec.items, [](const auto& item) { return std::holds_alternative<Absolute>(item); });
}

std::vector<TimeZone> zones_of(const TimeSpec& spec) {
  std::vector<TimeZone> zones;
  for (const auto& item : spec.items) {
    if (const auto* const range = std::get_if<Recurring>(&item)) {
      zones.push_back(range->zone);
    }
  }
  std::ranges::sort(zones, {}, &TimeZone::name);
  const auto repeated = std::ranges::unique(zones);
  zones.erase(repeated.begin(), repeated.end());
  return zones;
}

std::string text_of(const TimeSpec& spec) {
  std::vector<std::string> items;
  std::ranges::transform(spec.items, std::back_inserter(items), item_text);
  return base::join(items, ",");
}

}  // namespace eksplan::schedule
