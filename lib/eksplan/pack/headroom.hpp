#pragma once
/// Bins in which a scheduler that spreads items finds room for all of them in any order.

#include <cstdint>
#include <vector>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/replay.hpp"

namespace eksplan::pack {

struct HeadroomOptions {
  ReplayOptions replay{};
  std::int64_t effort = 50;   ///< of packing what was stranded: see SolveOptions
  std::int64_t trials = 200;  ///< sets of bins at most that are tried to save some of them
};

/// The same items in bins that the scheduler fills by itself.
struct Schedulable {
  Packing packing;    ///< contents as order 0 leaves them; cost without a bound of its own
  ReplayResult left;  ///< what is stranded in spite of all: nothing, but where limits forbid more
};

/// The cheapest bins that were found, of groups that `packing` uses, in which no item is stranded
/// in any order that is replayed. Starts with the bins of `packing`. Where something is stranded
/// all the same its contents are those of `packing` with spare bins. Deterministic.
Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options);

}  // namespace eksplan::pack
