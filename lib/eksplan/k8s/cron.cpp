#include "eksplan/k8s/cron.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::k8s {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed",
                                                    "thu", "fri", "sat"};
constexpr std::array<std::string_view, 7> kMacros{"@yearly", "@annually", "@monthly", "@weekly",
                                                  "@daily",  "@midnight", "@hourly"};

struct CronField {
  std::string_view name;
  int low;
  int high;
  std::span<const std::string_view> names;  // in order, the first is `low`
};

constexpr std::array<CronField, 5> kFields{{{"a minute", 0, 59, {}},
                                            {"an hour", 0, 23, {}},
                                            {"a day of the month", 1, 31, {}},
                                            {"a month", 1, 12, kMonths},
                                            {"a day of the week", 0, 6, kWeekdays}}};

std::optional<int> read_number(std::string_view text) {
  constexpr std::size_t kMaxDigits = 6;
  if (text.empty() || text.size() > kMaxDigits) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> read_value(std::string_view text, const CronField& field) {
  const auto lower = base::to_lower(text);
  for (std::size_t i = 0; i < field.names.size(); ++i) {
    if (lower == field.names[i]) {
      return field.low + static_cast<int>(i);
    }
  }
  const auto value = read_number(text);
  return value && *value >= field.low && *value <= field.high ? value : std::nullopt;
}

base::Fault fault(std::string_view part, const CronField& field) {
  if (field.high == 6 && part == "7") {
    return {fmt::format("'{}' is not {}", part, field.name), "write 0 for Sunday"};
  }
  return {fmt::format("'{}' is not {}", part, field.name),
          fmt::format(
              "write *, a number from {} to {}, a range such as {}-{}, or one of them with /step",
              field.low, field.high, field.low, field.low + 1)};
}

// "*", "3", "1-5", each with an optional "/2".
std::optional<base::Fault> part_fault(std::string_view part, const CronField& field) {
  const auto slash = part.find('/');
  const auto range = part.substr(0, slash);
  if (slash != std::string_view::npos && read_number(part.substr(slash + 1)).value_or(0) == 0) {
    return base::Fault{fmt::format("'{}' has no step after /", part),
                       "write a number from 1 on, such as */5"};
  }
  if (range == "*" || range == "?") {
    return std::nullopt;
  }
  const auto dash = range.find('-');
  const auto from = read_value(range.substr(0, dash), field);
  const auto to = dash == std::string_view::npos ? from : read_value(range.substr(dash + 1), field);
  if (!from || !to) {
    return fault(part, field);
  }
  if (*from > *to) {
    return base::Fault{fmt::format("'{}' ends before it begins", part),
                       "write two ranges with a comma between them"};
  }
  return std::nullopt;
}

std::vector<std::string_view> words(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r";
  std::vector<std::string_view> result;
  for (std::size_t at = 0; (at = text.find_first_not_of(kBlanks, at)) != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(kBlanks, at), text.size());
    result.push_back(text.substr(at, end - at));
    at = end;
  }
  return result;
}

// A Go duration: numbers, each with a unit.
bool is_duration(std::string_view text) {
  constexpr std::array<std::string_view, 8> kUnits{"ns", "us", "\xc2\xb5s", "\xce\xbcs",
                                                   "ms", "s",  "m",         "h"};
  bool any = false;
  while (!text.empty()) {
    const auto digits = text.find_first_not_of("0123456789.");
    if (digits == 0 || digits == std::string_view::npos || text.substr(0, digits) == ".") {
      return false;
    }
    text.remove_prefix(digits);
    std::string_view unit;
    for (const auto known : kUnits) {
      unit = text.substr(0, known.size()) == known && known.size() > unit.size() ? known : unit;
    }
    if (unit.empty()) {
      return false;
    }
    text.remove_prefix(unit.size());
    any = true;
  }
  return any;
}

std::optional<base::Fault> macro_fault(std::string_view schedule) {
  for (const auto macro : kMacros) {
    if (schedule == macro) {
      return std::nullopt;
    }
  }
  constexpr std::string_view kEvery = "@every ";
  if (schedule.substr(0, kEvery.size()) == kEvery && is_duration(schedule.substr(kEvery.size()))) {
    return std::nullopt;
  }
  return base::Fault{
      fmt::format("'{}' is not a schedule", schedule),
      "write @hourly, @daily, @weekly, @monthly, @yearly, @every 1h30m or five fields"};
}

std::string_view without_time_zone(std::string_view schedule) {
  for (const std::string_view prefix : {"TZ=", "CRON_TZ="}) {
    if (schedule.substr(0, prefix.size()) == prefix) {
      const auto blank = schedule.find(' ');
      return blank == std::string_view::npos ? std::string_view{}
                                             : base::trim(schedule.substr(blank));
    }
  }
  return schedule;
}

}  // namespace

std::optional<base::Fault> cron_fault(std::string_view schedule) {
  const auto line = without_time_zone(schedule);
  if (!line.empty() && line.front() == '@') {
    return macro_fault(line);
  }
  const auto fields = words(line);
  if (fields.size() != kFields.size()) {
    return base::Fault{
        fmt::format("'{}' has {}", schedule,
                    base::plural(static_cast<long long>(fields.size()), "field", "fields")),
        "write five fields: minute, hour, day of the month, month, day of the week"};
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    for (const auto part : base::split(fields[i], ',')) {
      if (auto wrong = part_fault(part, kFields[i])) {
        return wrong;
      }
    }
  }
  return std::nullopt;
}

}  // namespace eksplan::k8s
