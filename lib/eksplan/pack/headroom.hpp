#pragma once
/// Bins in which a scheduler that spreads items finds room for all of them in any order.

#include <cstdint>

#include "eksplan/base/checked.hpp"
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
  Packing packing;    ///< contents as the scheduler leaves them; cost without a bound of its own
  ReplayResult left;  ///< what is stranded all the same, in the worst order
  base::int128 score = 0;  ///< the cost and the worth of what is stranded in all orders
};

/// The cheapest bins that were found in which every item finds room in every order that is
/// replayed, within reason: room is not bought for more than a hundred times what the items that
/// are stranded for want of it, added up over all orders, would cost in bins of their own. And for
/// no more than twice that where an item takes more than an eighth of every bin that it fits: the
/// scheduler fills such bins with others before it comes, and room for it whenever it comes would
/// cost a multiple of all bins. It finds room when it comes first. What is stranded is told.
///
/// What `packing` serves alone stays alone. The search starts with the bins of `packing` and with
/// what the relaxation buys when a part of every bin is wasted, and exchanges bins. More than
/// 30,000 items are searched for with a part of the lots only, and the bins multiplied.
/// Takes at most twice the work. Deterministic; never worse than `known`.
Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options);

}  // namespace eksplan::pack
