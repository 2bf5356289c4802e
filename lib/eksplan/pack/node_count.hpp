#pragma once
/// How many whole bins of each option it takes at least. It sees what cut bins cannot: that bins
/// are whole, that few groups of them may be used, and, where the search ends in time, what really
/// fits. Rests on no solver: every branch is closed in whole numbers or by trying.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/column_generation.hpp"
#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

struct CountEffort {
  int nodes = 2000;                  ///< of the search tree
  int rounds = 12;                   ///< searches for rows that counts break; 0 = no tree at all
  std::int64_t test_steps = 50'000;  ///< to find out whether given bins hold everything, each
  bool whole_bins = true;            ///< false: only the limit on groups is looked at
};

struct NodeCounts {
  base::int128 bound = 0;  ///< what bins can hold costs no less; 0 = nothing was found out
  std::vector<std::int64_t> counts;  ///< by option: the cheapest counts that may do; may be empty
  std::int64_t cost = 0;             ///< of the packing
  std::optional<Draft> packing;      ///< cheaper than `cost`, if one was found on the way; what it
                                     ///< leaves over is alone
  int nodes = 0;
};

/// `points`, `fluid`: worths to make rows of. `cost`: of some way to serve the load, without items
/// that no bin holds; counts that cost more are not looked at. Regards least bins, limits, the
/// limit on groups and lots.
NodeCounts count_bins(const Scope& scope, const std::vector<WorthPoint>& points, const Fluid& fluid,
                      std::int64_t cost, const CountEffort& effort);

}  // namespace eksplan::pack
