#pragma once
/// Published instances whose optimum is known.

#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

/// Four sizes of items on two machines; the least cost is 10560.
Instance four_sizes();

/// Nine sizes on the same machines; the least cost is 12480.
Instance nine_sizes();

}  // namespace eksplan::pack
