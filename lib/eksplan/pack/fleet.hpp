#pragma once
/// Packings of a few bins: which bins are bought is decided first, and items are put into them
/// after. So few bins can nearly all be looked at.

#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// A packing of everything that some bin holds, on bins and alone.
struct LotChoice {
  std::vector<std::vector<bool>> alone;  ///< [shape][lot]
  Draft draft;                           ///< of all other items
  std::int64_t steps = 0;                ///< places of items looked at to find it
};

/// Whether choose_fleet is made for a problem whose items fill about that many bins: few bins, few
/// lots, and nothing of which only so many may be bought.
bool suits_fleet(const Instance& instance, const Problem& problem, double bins);

/// The cheapest bins that were found with everything in them or alone, within the limit of groups.
/// A higher level looks at more; neither that, nor a higher limit of groups, nor an alone price
/// ever makes the packing dearer.
LotChoice choose_fleet(const Instance& instance, const Problem& problem, int level);

}  // namespace eksplan::pack
