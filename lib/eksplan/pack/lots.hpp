#pragma once
/// Which lots are served alone: each as a whole, and only where that makes the total cheaper.

#include <cstdint>
#include <vector>

#include "eksplan/pack/fleet.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Each load that is looked at closely is improved in `stages` stages.
LotChoice choose_lots(const Instance& instance, const Problem& problem, int stages);

}  // namespace eksplan::pack
