#pragma once
/// Durations as Go writes them: "1h30m", "1.5h", "90s".

#include <chrono>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::schedule {

/// Numbers, each with a unit from ns to h, none of them negative; what is finer than a nanosecond
/// is cut off, as Go does. At most 100 years.
base::Parsed<std::chrono::nanoseconds> parse_duration(std::string_view text);

/// How long a job runs, to the second, rounded up; 0 is a fault.
base::Parsed<std::chrono::seconds> parse_run_time(std::string_view text);

}  // namespace eksplan::schedule
