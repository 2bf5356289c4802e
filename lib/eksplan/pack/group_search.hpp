#pragma once
/// Which groups of bins to buy from, and the packing on them.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/pack/cover.hpp"
#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/group_promise.hpp"
#include "eksplan/pack/journal.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

inline constexpr int kStagesBeforeWider = 2;

/// The less is left over the better, then the cheaper.
struct Score {
  std::int64_t unplaced = 0;
  std::int64_t cost = 0;
  auto operator<=>(const Score&) const = default;
};

/// The packing of one load on bins, with what was learned about good sets of groups on the way.
struct GroupChoice {
  Draft draft;
  std::vector<GroupSet> sets;  ///< the best first
};

/// Packs `counts` items by shape on bins of at most the allowed number of groups, and improves that
/// in `stages` stages. Neither more stages nor more groups make it dearer, unless there is a rival:
/// what is not likely to end below that is given up.
GroupChoice choose_groups(const Problem& problem, const std::vector<std::int64_t>& counts,
                          int stages, Journal& journal, const Score* rival = nullptr);

/// The set that promises to serve the load best, where items may be alone; by its bound.
GroupSet promising_set(const Problem& problem, const Load& load);

}  // namespace eksplan::pack
