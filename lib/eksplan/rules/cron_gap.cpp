#include "eksplan/rules/cron_gap.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "eksplan/base/text.hpp"

namespace eksplan::rules {
namespace {

constexpr int kMinutes = 60;

std::optional<int> cron_number(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && stop == text.data() + text.size();
  return whole && value >= 0 && value < kMinutes ? std::optional(value) : std::nullopt;
}

/// One element of the field: "*", "7", "10-20", each with an optional step. With a step a single
/// number begins a range to the end of the hour.
void mark(std::string_view element, std::array<bool, kMinutes>& minutes) {
  const auto slash = element.find('/');
  const auto range = element.substr(0, slash);
  const bool stepped = slash != std::string_view::npos;
  const auto step = stepped ? cron_number(element.substr(slash + 1)).value_or(0) : 1;
  const auto dash = range.find('-');
  const bool all = range == "*" || range == "?";
  const auto first = all ? 0 : cron_number(range.substr(0, dash));
  auto last = all || (stepped && dash == std::string_view::npos) ? kMinutes - 1 : first;
  if (dash != std::string_view::npos) {
    last = cron_number(range.substr(dash + 1));
  }
  if (!first || !last || step < 1) {
    return;
  }
  for (int minute = *first; minute <= *last; minute += step) {
    minutes.at(static_cast<std::size_t>(minute)) = true;
  }
}

}  // namespace

std::optional<int> shortest_gap_minutes(std::string_view schedule) {
  schedule = base::trim(schedule);
  if (schedule.starts_with("TZ=") || schedule.starts_with("CRON_TZ=")) {
    const auto blank = schedule.find(' ');
    schedule = blank == std::string_view::npos ? "" : base::trim(schedule.substr(blank));
  }
  const auto field = schedule.substr(0, schedule.find_first_of(" \t"));
  std::array<bool, kMinutes> minutes{};
  for (const auto element : base::split(field, ',')) {
    mark(element, minutes);
  }
  std::optional<int> shortest;
  std::optional<int> previous;
  for (int minute = 0; minute < kMinutes; ++minute) {
    if (!minutes.at(static_cast<std::size_t>(minute))) {
      continue;
    }
    if (previous) {
      shortest = std::min(shortest.value_or(kMinutes), minute - *previous);
    }
    previous = minute;
  }
  return shortest;
}

}  // namespace eksplan::rules
