#pragma once
/// Instance -> Packing with a lower bound.

#include <cstdint>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::pack {

/// How hard to try. Counts steps, never seconds, so that the result is the same everywhere.
struct SolveOptions {
  std::int64_t effort = 200;  ///< improvement steps after the first packing
  /// Rounds of column generation for a better bound than the fluid one; 0 = none.
  int bound_rounds = 0;
};

/// A feasible packing of all items that any option (or an alone price) can serve, and a proven
/// lower bound for them. Deterministic; equal instances give equal packings. Items that fit nowhere
/// are counted in `unplaced` and left out of cost and bound. Never dearer than the packing of the
/// same items without alone prices at the same effort.
Packing solve(const Instance& instance, const SolveOptions& options = {});

}  // namespace eksplan::pack
