#include "eksplan/plan/zone_fill.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace eksplan::plan {
namespace {

// Zones that may take more, the lowest first.
std::vector<std::size_t> by_level(const ZoneFill& fill, const std::vector<std::int64_t>& given) {
  std::vector<std::size_t> zones;
  for (std::size_t zone = 0; zone < fill.open.size(); ++zone) {
    if (fill.open[zone] && given[zone] < fill.limits[zone]) {
      zones.push_back(zone);
    }
  }
  std::ranges::stable_sort(zones, [&](std::size_t a, std::size_t b) {
    return std::tuple(fill.levels[a] + given[a], fill.load[a]) <
           std::tuple(fill.levels[b] + given[b], fill.load[b]);
  });
  return zones;
}

}  // namespace

std::vector<std::int64_t> fill_zones(std::int64_t units, const ZoneFill& fill) {
  std::vector<std::int64_t> given(fill.open.size(), 0);
  while (units > 0) {
    const auto zones = by_level(fill, given);
    if (zones.empty()) {
      break;
    }
    const auto level = [&](std::size_t zone) { return fill.levels[zone] + given[zone]; };
    // All zones at the lowest level rise together, to the next level, a limit or the end.
    const auto low = static_cast<std::int64_t>(std::ranges::count_if(
        zones, [&](std::size_t zone) { return level(zone) == level(zones.front()); }));
    auto rise = units / low;
    for (std::int64_t i = 0; i < low; ++i) {
      const auto zone = zones[static_cast<std::size_t>(i)];
      rise = std::min(rise, fill.limits[zone] - given[zone]);
    }
    if (low < static_cast<std::int64_t>(zones.size())) {
      rise = std::min(rise, level(zones[static_cast<std::size_t>(low)]) - level(zones.front()));
    }
    const auto taking = rise > 0 ? low : std::min(low, units);
    for (std::int64_t i = 0; i < taking; ++i) {
      given[zones[static_cast<std::size_t>(i)]] += std::max<std::int64_t>(rise, 1);
    }
    units -= taking * std::max<std::int64_t>(rise, 1);
  }
  return given;
}

}  // namespace eksplan::plan
