#pragma once
/// Which lots are served alone: each as a whole, and only where that makes the total cheaper.

#include <cstdint>
#include <vector>

#include "eksplan/pack/fleet.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/journal.hpp"
#include "eksplan/pack/master.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Each load that is looked at closely is improved in `stages` stages.
LotChoice choose_lots(const Instance& instance, const Problem& problem, int stages,
                      Journal& journal);

/// `choice`, or what it becomes when the same items are packed again from a mix of cut bins, if
/// that is cheaper.
LotChoice with_columns(const Instance& instance, const Problem& problem, const LotChoice& choice,
                       const std::vector<CutBins>& columns, int stages, Journal& journal);

/// Of bins and lots alone.
std::int64_t total_cost(const Instance& instance, const LotChoice& choice);

/// How thorough a search of fleets so many stages are: 0, 1 or 2.
int level_of(int stages);

}  // namespace eksplan::pack
