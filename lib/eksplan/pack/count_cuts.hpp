#pragma once
/// Worths of items that show that given numbers of bins do not hold everything, not even when
/// patterns may be cut.

#include <cstdint>
#include <vector>

#include "eksplan/pack/knapsack.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

struct BinCounts {
  std::vector<std::int64_t> bins;     ///< by option
  std::vector<std::int64_t> in_bins;  ///< by place: items that these bins are to hold
};

/// Worths (times 2^shift, as low as a bin's price allows) that are likely to show it, the likeliest
/// first; none when everything seems to fit. `guide`: by place, what an item is worth elsewhere, at
/// least roughly.
std::vector<Worths> separating_worths(const Scope& scope, const BinCounts& counts,
                                      const Worths& guide);

}  // namespace eksplan::pack
