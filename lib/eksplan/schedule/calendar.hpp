#pragma once
/// Dates and times of day as text.

#include <chrono>
#include <optional>
#include <string_view>

namespace eksplan::schedule {

/// A number of exactly as many digits as `text` has; nothing when another character is in it.
std::optional<int> read_digits(std::string_view text);

/// "2026-03-29", a day that exists.
std::optional<std::chrono::sys_days> read_date(std::string_view text);

/// "07:30:00", a time that exists.
std::optional<std::chrono::seconds> read_time_of_day(std::string_view text);

}  // namespace eksplan::schedule
