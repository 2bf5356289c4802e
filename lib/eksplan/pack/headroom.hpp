#pragma once
/// Bins in which a scheduler that spreads items finds room for all of them in any order.

#include <cstdint>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/replay.hpp"

namespace eksplan::pack {

struct HeadroomOptions {
  ReplayOptions replay{};
  std::int64_t work = 20'000'000;  ///< of replays (see Replayer::work) that the search may take; a
                                   ///< little more, as a first answer is always found
  const Packing* known = nullptr;  ///< bins to start with besides, where the same items stand in
                                   ///< bins
};

/// The same items in bins that the scheduler fills by itself.
struct Schedulable {
  Packing packing;    ///< contents as order 0 leaves them; cost without a bound of its own
  ReplayResult left;  ///< what is stranded in spite of all: nothing, but where limits forbid more
};

/// The cheapest bins that were found in which no item is stranded in any order that is replayed.
/// What `packing` serves alone stays alone. The search starts with the bins of `packing` and with
/// what the relaxation buys when a part of every bin is wasted, and exchanges bins along the border
/// between what survives and what does not. More than 30,000 items are searched for with a part of
/// the lots only, and the bins multiplied. Where something is stranded all the same the contents
/// are those of `packing`. Deterministic; never dearer than `known` where that survives.
Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options);

}  // namespace eksplan::pack
