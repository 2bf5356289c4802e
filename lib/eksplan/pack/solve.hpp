#pragma once
/// Instance -> Packing with a lower bound.

#include <cstdint>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/journal.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::pack {

/// How hard to try. Counts steps, never seconds, so that the result is the same everywhere. More
/// of it never makes a packing dearer.
struct SolveOptions {
  /// An effort of 20 buys one stage of improvement after the first packing, and each doubling one
  /// more; a stage takes twice as long as the one before it. Work is bounded by bins, not items.
  /// More than 200 begins with a whole solve at 200 and keeps the better packing and bound.
  std::int64_t effort = 200;
  /// Rounds of column generation for a better bound than the fluid one; 0 = none, 60 = all that is
  /// known.
  int bound_rounds = 0;
  Observer observer{};  ///< is told how far the search for a packing has come
};

/// A feasible packing of all items that any option (or an alone price) can serve, and a proven
/// lower bound for them. Deterministic; equal instances give equal packings. Items that fit nowhere
/// are counted in `unplaced` and left out of cost and bound. Without bound rounds, which also lead
/// to packings of their own, alone prices and a higher max_groups never make it dearer.
Packing solve(const Instance& instance, const SolveOptions& options = {});

}  // namespace eksplan::pack
