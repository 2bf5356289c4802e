#include "eksplan/schedule/cron.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/schedule/duration.hpp"

namespace eksplan::schedule {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kCronWeekdays{"sun", "mon", "tue", "wed",
                                                        "thu", "fri", "sat"};

/// A macro and the line that it stands for.
struct Macro {
  std::string_view word;
  std::string_view line;
};

constexpr std::array<Macro, 7> kMacros{{{"@yearly", "0 0 1 1 *"},
                                        {"@annually", "0 0 1 1 *"},
                                        {"@monthly", "0 0 1 * *"},
                                        {"@weekly", "0 0 * * 0"},
                                        {"@daily", "0 0 * * *"},
                                        {"@midnight", "0 0 * * *"},
                                        {"@hourly", "0 * * * *"}}};

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
                                            {"a day of the week", 0, 6, kCronWeekdays}}};

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

/// The values that a field allows.
struct FieldValues {
  std::uint64_t bits = 0;
  bool star = false;  ///< a plain * or ?: the field restricts nothing
};

FieldValues values_from(int first, int last, int step) {
  FieldValues values;
  for (int value = first; value <= last; value += step) {
    values.bits |= std::uint64_t{1} << static_cast<unsigned>(value);
  }
  return values;
}

// "*", "3", "1-5", each with an optional "/2"; "3/2" goes on to the largest value.
base::Parsed<FieldValues> read_part(std::string_view part, const CronField& field) {
  const auto slash = part.find('/');
  const auto range = part.substr(0, slash);
  const bool stepped = slash != std::string_view::npos;
  const int step = stepped ? read_number(part.substr(slash + 1)).value_or(0) : 1;
  if (step == 0) {
    return base::Fault{fmt::format("'{}' has no step after /", part),
                       "write a number from 1 on, such as */5"};
  }
  if (range == "*" || range == "?") {
    auto values = values_from(field.low, field.high, step);
    values.star = step == 1;
    return values;
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
  const bool open = stepped && dash == std::string_view::npos;
  return values_from(*from, open ? field.high : *to, step);
}

base::Parsed<FieldValues> read_field(std::string_view text, const CronField& field) {
  FieldValues all;
  for (const auto part : base::split(text, ',')) {
    const auto values = read_part(part, field);
    if (!values) {
      return values.fault();
    }
    all.bits |= values->bits;
    all.star = all.star || values->star;
  }
  return all;
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

base::Parsed<CronSchedule> read_five_fields(std::string_view schedule, std::string_view line) {
  const auto fields = words(line);
  if (fields.size() != kFields.size()) {
    return base::Fault{
        fmt::format("'{}' has {}", schedule,
                    base::plural(static_cast<long long>(fields.size()), "field", "fields")),
        "write five fields: minute, hour, day of the month, month, day of the week"};
  }
  std::array<FieldValues, kFields.size()> values;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto read = read_field(fields[i], kFields[i]);
    if (!read) {
      return read.fault();
    }
    values[i] = *read;
  }
  return CronSchedule{.minutes = values[0].bits,
                      .hours = static_cast<std::uint32_t>(values[1].bits),
                      .days = static_cast<std::uint32_t>(values[2].bits),
                      .months = static_cast<std::uint32_t>(values[3].bits),
                      .weekdays = static_cast<std::uint32_t>(values[4].bits),
                      .any_day = values[2].star,
                      .any_weekday = values[4].star,
                      .any_month = values[3].star};
}

base::Parsed<CronSchedule> read_macro(std::string_view schedule) {
  for (const auto& macro : kMacros) {
    if (schedule == macro.word) {
      return read_five_fields(macro.line, macro.line);
    }
  }
  constexpr std::string_view kEvery = "@every ";
  if (schedule.starts_with(kEvery)) {
    const auto every = parse_duration(schedule.substr(kEvery.size()));
    if (every) {  // the controller drops what is below a second, and waits for one at least
      CronSchedule result;
      result.every =
          std::max(std::chrono::floor<std::chrono::seconds>(*every), std::chrono::seconds(1));
      return result;
    }
  }
  return base::Fault{
      fmt::format("'{}' is not a schedule", schedule),
      "write @hourly, @daily, @weekly, @monthly, @yearly, @every 1h30m or five fields"};
}

/// A line without the zone that it may begin with.
struct ZonedLine {
  std::string zone;
  std::string_view line;
};

ZonedLine split_zone(std::string_view schedule) {
  for (const std::string_view prefix : {"TZ=", "CRON_TZ="}) {
    if (schedule.starts_with(prefix)) {
      const auto blank = std::min(schedule.find(' '), schedule.size());
      return {std::string(schedule.substr(prefix.size(), blank - prefix.size())),
              base::trim(schedule.substr(blank))};
    }
  }
  return {{}, schedule};
}

}  // namespace

base::Parsed<CronSchedule> parse_cron(std::string_view schedule) {
  const auto [zone, line] = split_zone(schedule);
  const bool is_macro = !line.empty() && line.front() == '@';
  auto read = is_macro ? read_macro(line) : read_five_fields(schedule, line);
  if (!read || zone.empty()) {
    return read;
  }
  auto zoned = *read;
  zoned.zone = zone;
  return zoned;
}

bool recurs_weekly(const CronSchedule& schedule) {
  return schedule.every || (schedule.any_day && schedule.any_month);
}

}  // namespace eksplan::schedule
