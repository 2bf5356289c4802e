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

/// Each load that is looked at closely is improved in `stages` stages. Where bins are few the
/// prover may be asked (see choose_fleet).
LotChoice choose_lots(const Instance& instance, const Problem& problem, int stages,
                      const Prover& prover, Journal& journal);

/// `choice`, or what it becomes when the same items are packed again from a mix of cut bins, if
/// that is cheaper.
LotChoice with_columns(const Instance& instance, const Problem& problem, const LotChoice& choice,
                       const std::vector<CutBins>& columns, int stages, Journal& journal);

/// How thorough a search of fleets so many stages are: 0, 1 or 2.
int level_of(int stages);

}  // namespace eksplan::pack
