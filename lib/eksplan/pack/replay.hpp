#pragma once
/// Whether a scheduler that places one item after the other finds room for all items in the bins of
/// a packing. It follows the default kube-scheduler: filters, then the scores of NodeResourcesFit
/// (LeastAllocated), NodeResourcesBalancedAllocation and PodTopologySpread with its system defaults
/// (by host), over the share of nodes that the scheduler looks at in a cluster of that size.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::pack {

/// What a replay knows beyond the packing. Dimension 0 is CPU and dimension 1 memory: the two that
/// the scheduler scores by.
struct Surroundings {
  /// By option: what is taken of a bin before any item comes (DaemonSets), and not part of its
  /// capacity; empty = nothing.
  std::vector<Vector> reserved{};
  /// [shape][lot]: the lot is replaced by a rolling update with the default surge; empty = none is.
  std::vector<std::vector<bool>> surges{};
};

struct ReplayOptions {
  std::uint64_t first_order = 0;  ///< number of the first arrival order
  std::uint64_t orders = 4;  ///< how many; order 0 is the order of shapes and lots, the others are
                             ///< drawn, the same ones every time
  bool stop_early = false;   ///< after the first order in which something finds no room
  std::optional<std::uint64_t> try_first{};  ///< an order to begin with, for that
  bool rolling_update = true;  ///< after order 0 every surging lot is updated, one after the other
};

/// What found no room.
struct ReplayResult {
  std::vector<std::int64_t> stranded;  ///< [shape]: items of the worst order, by their size
  std::int64_t stranded_items = 0;     ///< all of them
  std::uint64_t worst_order = 0;       ///< with stop_early: the one that was stopped at
  std::vector<std::size_t> waiting;    ///< shapes of which a rolling update waits for room for one
                                       ///< item in vain, sorted, each once

  bool all_fit() const { return stranded_items == 0 && waiting.empty(); }
};

/// Places all items of `packing` that are neither alone nor unplaced into its bins, emptied first.
/// Deterministic.
ReplayResult replay(const Instance& instance, const Packing& packing,
                    const Surroundings& surroundings, const ReplayOptions& options);

/// The bins of `packing` with the contents that order 0 leaves. Everything must fit.
Packing fill_in_order(const Instance& instance, const Packing& packing,
                      const Surroundings& surroundings);

}  // namespace eksplan::pack
