#include "eksplan/rules/limits_profile.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::rules {
namespace {

constexpr std::array<std::string_view, 3> kNames{"standard", "current", "2020-02"};
constexpr Date kFebruary2020{2020, 2, 27};

bool has_date_form(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  return std::ranges::equal(
      text, kForm, [](char c, char form) { return form == 'd' ? base::is_digit(c) : c == form; });
}

unsigned date_number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

bool is_on_calendar(const Date& date) {
  return std::chrono::year_month_day{std::chrono::year{date.year}, std::chrono::month{date.month},
                                     std::chrono::day{date.day}}
      .ok();
}

base::Fault unknown_name(std::string_view text) {
  const auto meant = base::nearest(text, kNames);
  return {fmt::format("'{}' is not a limits profile", text),
          meant ? fmt::format("did you mean {}?", *meant)
                : "write standard, current, 2020-02 or a date such as 2024-06-30"};
}

base::Parsed<LimitsProfile> profile_of_date(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) {
    return date.fault();
  }
  if (*date < kFargateLaunch) {
    return base::Fault{fmt::format("'{}' is before EKS had Fargate", text),
                       "write 2019-12-01 or a later day"};
  }
  return LimitsProfile{.name = std::string(text), .as_of = *date, .brief_size_limit = false};
}

}  // namespace

base::Parsed<Date> parse_date(std::string_view text) {
  if (!has_date_form(text)) {
    return base::Fault{fmt::format("'{}' is not a date", text),
                       "write YYYY-MM-DD, such as 2024-06-30"};
  }
  const Date date{static_cast<int>(date_number(text.substr(0, 4))), date_number(text.substr(5, 2)),
                  date_number(text.substr(8, 2))};
  if (!is_on_calendar(date)) {
    return base::Fault{fmt::format("'{}' is not a day of the calendar", text),
                       "write YYYY-MM-DD, such as 2024-06-30"};
  }
  return date;
}

base::Parsed<LimitsProfile> parse_limits_profile(std::string_view text) {
  if (text == "standard") {
    return LimitsProfile{};
  }
  if (text == "current") {
    return LimitsProfile{.name = "current", .as_of = kForever, .brief_size_limit = false};
  }
  if (text == "2020-02") {
    return LimitsProfile{.name = "2020-02", .as_of = kFebruary2020, .brief_size_limit = false};
  }
  return !text.empty() && base::is_digit(text.front()) ? profile_of_date(text) : unknown_name(text);
}

}  // namespace eksplan::rules
