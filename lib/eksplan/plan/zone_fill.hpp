#pragma once
/// Pouring pods into zones so that they come out as level as possible.

#include <cstdint>
#include <vector>

#include "eksplan/base/checked.hpp"

namespace eksplan::plan {

/// By zone.
struct ZoneFill {
  std::vector<bool> open;            ///< may take some
  std::vector<std::int64_t> levels;  ///< what counts there already
  std::vector<std::int64_t> limits;  ///< most units that it may still take
  std::vector<base::int128> load{};  ///< breaks ties: the least first, then the first zone
};

/// Units for each zone, at most `units` in all: each goes to the lowest open zone that may take one
/// more.
std::vector<std::int64_t> fill_zones(std::int64_t units, const ZoneFill& fill);

}  // namespace eksplan::plan
