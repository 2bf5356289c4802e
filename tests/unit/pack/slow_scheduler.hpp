#pragma once
/// The replay written out as the scheduler's own documentation tells it, one node and one pod at a
/// time: slow, obvious, and sharing nothing but the draw with the code under test.

#include <cstdint>
#include <vector>

#include "eksplan/pack/replay.hpp"

namespace eksplan::pack {

/// By shape: items that find no room in one arrival order, without any update. No item is alone or
/// unplaced.
std::vector<std::int64_t> slowly_stranded(const Instance& instance,
                                          const std::vector<BinCount>& bins,
                                          const Surroundings& around, std::uint64_t order);

}  // namespace eksplan::pack
