#include "eksplan/schedule/calendar.hpp"

#include <algorithm>

#include "eksplan/base/text.hpp"

namespace eksplan::schedule {

namespace chrono = std::chrono;

std::optional<int> read_digits(std::string_view text) {
  constexpr std::size_t kMostDigits = 9;
  if (text.empty() || text.size() > kMostDigits || !std::ranges::all_of(text, base::is_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text) {
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<chrono::sys_days> read_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = read_digits(text.substr(0, 4));
  const auto month = read_digits(text.substr(5, 2));
  const auto day = read_digits(text.substr(8, 2));
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const chrono::year_month_day date{chrono::year(*year),
                                    chrono::month(static_cast<unsigned>(*month)),
                                    chrono::day(static_cast<unsigned>(*day))};
  return date.ok() && *year > 0 ? std::optional(chrono::sys_days(date)) : std::nullopt;
}

std::optional<chrono::seconds> read_time_of_day(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') {
    return std::nullopt;
  }
  const auto hour = read_digits(text.substr(0, 2));
  const auto minute = read_digits(text.substr(3, 2));
  const auto second = read_digits(text.substr(6, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return chrono::hours(*hour) + chrono::minutes(*minute) + chrono::seconds(*second);
}

}  // namespace eksplan::schedule
