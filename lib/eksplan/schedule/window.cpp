#include "eksplan/schedule/window.hpp"

#include <fmt/format.h>

#include "eksplan/schedule/calendar.hpp"

namespace eksplan::schedule {

namespace chrono = std::chrono;

Window standard_week() {
  return {.begin = chrono::sys_days(chrono::year(2026) / 1 / 12)};
}

base::Parsed<Window> parse_week(std::string_view text) {
  const auto day = read_date(text);
  if (!day) {
    return base::Fault{fmt::format("'{}' is not a date", text),
                       "write a day of the week that is meant, such as 2026-03-29"};
  }
  const auto since_monday = chrono::days(chrono::weekday(*day).iso_encoding() - 1);
  return Window{.begin = *day - since_monday, .dated = true};
}

Window calendar_year(int year) {
  const chrono::sys_seconds begin = chrono::sys_days(chrono::year(year) / 1 / 1);
  const chrono::sys_seconds end = chrono::sys_days(chrono::year(year + 1) / 1 / 1);
  return {.begin = begin, .length = end - begin};
}

}  // namespace eksplan::schedule
