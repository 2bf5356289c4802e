#pragma once
/// Looking for the lots that are cheaper alone, one whole load after the other.

#include "eksplan/pack/fleet.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/journal.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// The cheapest of the loads that were packed, each in `stages` stages; nothing alone is one of
/// them.
LotChoice search_lots(const Instance& instance, const Problem& problem, int stages,
                      Journal& journal);

}  // namespace eksplan::pack
