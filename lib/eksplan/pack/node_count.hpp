#pragma once
/// How many whole bins of each option it takes at least: an integer programme over counts only. It
/// sees what cut bins cannot, that bins are whole.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/column_generation.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

struct CountEffort {
  int nodes = 2000;  ///< of all search trees together, and as many to prove what they found
  int rounds = 12;   ///< searches, each with the rows that the one before it broke
};

struct NodeCounts {
  base::int128 bound = 0;      ///< what bins can hold costs no less, as the solver says and lowered
                               ///< by more than it errs; 0 = nothing was found out
  base::int128 certified = 0;  ///< the same without trust in the solver; at most `bound`
  std::vector<std::int64_t> counts;  ///< by option: the cheapest counts found that no row forbids;
                                     ///< empty without one. They need not lead to a packing.
};

/// `points`: worths to make rows of. `cost`: of a packing, without items that no bin holds; counts
/// that cost more are not looked at. Regards least bins, limits and the limit on groups.
NodeCounts count_bins(const Scope& scope, const std::vector<WorthPoint>& points, std::int64_t cost,
                      const CountEffort& effort);

}  // namespace eksplan::pack
