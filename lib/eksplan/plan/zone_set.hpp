#pragma once
/// Sets of zones, by their numbers in NodeOptions::zones.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

namespace eksplan::plan {

/// Empty = every zone, which is not the same as a set that has none.
using ZoneSet = std::vector<bool>;

/// Leaves in `zones`, which is not empty, what is also in `further`.
inline void intersect(ZoneSet& zones, const ZoneSet& further) {
  if (!further.empty()) {
    std::transform(zones.begin(), zones.end(), further.begin(), zones.begin(),
                   std::logical_and<>{});
  }
}

/// Adds `further` to `zones`; neither is empty.
inline void unite(ZoneSet& zones, const ZoneSet& further) {
  std::transform(zones.begin(), zones.end(), further.begin(), zones.begin(), std::logical_or<>{});
}

/// How many zones are in a set that is not empty.
inline std::int64_t count_zones(const ZoneSet& zones) {
  return std::count(zones.begin(), zones.end(), true);
}

}  // namespace eksplan::plan
