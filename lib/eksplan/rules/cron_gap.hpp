#pragma once
/// How often a cron line starts something.

#include <optional>
#include <string_view>

namespace eksplan::rules {

/// The least number of minutes between two starts within an hour, by the minute field alone: 1 for
/// "* * * * *", 2 for "*/2 * * * *"; nothing when it starts at most once an hour, or for a line
/// that has no minute field ("@daily").
std::optional<int> shortest_gap_minutes(std::string_view schedule);

}  // namespace eksplan::rules
