#pragma once
/// Which groups of bins to buy from, and the packing on them.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fill.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// The packing of one load on bins, with what was learned about good sets of groups on the way.
struct GroupChoice {
  Draft draft;
  std::vector<std::vector<std::size_t>> sets;  ///< of groups, the best first
};

/// Packs `counts` items by shape on bins of at most the allowed number of groups. `effort`:
/// improvement steps.
GroupChoice choose_groups(const Problem& problem, const std::vector<std::int64_t>& counts,
                          std::int64_t effort);

/// The same on given sets of groups only, without improvement: quick, to compare loads with each
/// other.
Draft pack_on_sets(BinFiller& filler, const std::vector<std::int64_t>& counts,
                   const std::vector<std::vector<std::size_t>>& sets);

}  // namespace eksplan::pack
