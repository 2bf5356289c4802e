#pragma once
/// Bins in which a scheduler that spreads items finds room for all of them in any order.

#include <cstdint>
#include <optional>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/replay.hpp"

namespace eksplan::pack {

struct HeadroomOptions {
  ReplayOptions replay{};
  std::int64_t work = 20'000'000;  ///< of replays (see Replayer::work) that the search may take; a
                                   ///< little more, as a first answer is always found
  const Packing* known = nullptr;  ///< another packing to start with; left aside where other items
                                   ///< are left out, or others are alone that have to stay so
  std::optional<std::int64_t> dearest{};  ///< of more than 30,000 items bins that cost as much are
                                          ///< not looked at; where none is left the packing comes
                                          ///< back, with a score above all others
};

/// The same items in bins that the scheduler fills by itself.
struct Schedulable {
  Packing packing;    ///< contents as the scheduler leaves them; cost without a bound of its own
  ReplayResult left;  ///< what is stranded all the same, in the worst order
  std::int64_t steps = 0;  ///< places for items looked at, as in Packing
  base::int128 score = 0;  ///< by cost and by what is left: the lower the better
};

/// The cheapest bins that were found in which every item finds room in every order that is
/// replayed. Where the search finds none that cost less than half as much again as those of
/// `packing`, or less than four more of the dearest of them, or where it takes as much work again
/// as it may, what is stranded is told: it finds room when it comes first. So are items that take
/// more than an eighth of every bin that they fit. The scheduler fills such bins with others before
/// they come, and room for them whenever they come would cost a multiple. For each order that
/// strands one it counts as twice the cost of bins of its own, no more.
///
/// The search starts with the bins of `packing` and with what the relaxation buys when a part of
/// every bin is wasted, and exchanges bins. Of up to 300 items in bins, lots that have an alone
/// price are served alone or no longer where that is cheaper; otherwise what `packing` serves alone
/// stays alone. More than 30,000 items are searched for with a part of the lots only, and the bins
/// multiplied. Deterministic; never worse than `known`.
Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options);

}  // namespace eksplan::pack
