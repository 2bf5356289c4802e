#include "eksplan/schedule/periods.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace eksplan::schedule {
namespace {

/// A moment at which something is scaled, up or down.
struct Turn {
  std::chrono::seconds at;
  bool up;
};

std::vector<Turn> turns_of(const model::ActiveHours& upscale, const model::ActiveHours& downscale) {
  std::vector<Turn> turns;
  for (const auto& interval : upscale.intervals()) {
    turns.push_back({interval.begin, true});
  }
  for (const auto& interval : downscale.intervals()) {
    turns.push_back({interval.begin, false});
  }
  std::ranges::sort(turns, {}, &Turn::at);
  return turns;
}

}  // namespace

model::ActiveHours hours_by_periods(const model::ActiveHours& upscale,
                                    const model::ActiveHours& downscale) {
  const auto only_up = upscale.without(downscale);
  const auto only_down = downscale.without(upscale);
  if (only_up.is_never() || only_down.is_never()) {
    return only_down.complement();
  }
  const auto turns = turns_of(only_up, only_down);
  std::vector<model::TimeInterval> up;
  std::chrono::seconds since(0);
  bool is_up = turns.back().up;
  for (const auto& turn : turns) {
    if (is_up) {
      up.push_back({since, turn.at});
    }
    since = turn.at;
    is_up = turn.up;
  }
  if (is_up) {
    up.push_back({since, upscale.window()});
  }
  return model::ActiveHours::of(upscale.window(), std::move(up));
}

}  // namespace eksplan::schedule
