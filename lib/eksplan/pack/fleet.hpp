#pragma once
/// Packings of a few bins: which bins are bought is decided first, and items are put into them
/// after. So few bins can nearly all be looked at.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/journal.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// A packing of everything that some bin holds, on bins and alone.
struct LotChoice {
  std::vector<std::vector<bool>> alone;  ///< [shape][lot]
  Draft draft;                           ///< of all other items
};

/// Whether choose_fleet is made for a problem: its items, in cut bins, fill `bins`, which are no
/// more than `most_bins`, there are few lots, and nothing of which only so many may be bought.
bool suits_fleet(const Instance& instance, const Problem& problem, double bins, double most_bins);

/// Proves that nothing costs less than what it returns, and may find something cheaper than what
/// it is shown, which it then puts in its place.
using Prover = std::function<std::int64_t(LotChoice& best)>;

/// The cheapest bins that were found with everything in them or alone, within the limit of groups.
/// A higher level (0, 1, 2) looks at more; neither that, nor a higher limit of groups, nor an alone
/// price ever makes the packing dearer. Above level 0 the prover, if there is one, is asked once,
/// early: what costs no more than it says is not looked at any further.
LotChoice choose_fleet(const Instance& instance, const Problem& problem, int level,
                       const Prover& prover, Journal& journal);

/// Of bins and lots alone.
std::int64_t total_cost(const Instance& instance, const LotChoice& choice);

/// A packing on just so many bins (by option), if there is one that is better than one of `cost`.
std::optional<LotChoice> fill_fleet(const Instance& instance, const Problem& problem,
                                    const std::vector<std::int64_t>& bins, std::int64_t cost,
                                    int level, Journal& journal);

}  // namespace eksplan::pack
