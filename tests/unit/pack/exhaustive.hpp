#pragma once
/// The least cost of a tiny instance, by trying everything. Shares nothing with the solver.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

/// The least cost of serving all items but `left_out` (by shape) of them; nothing when that is
/// impossible. Lots are not kept together where `lots_together` is false.
std::optional<std::int64_t> least_cost(const Instance& instance,
                                       const std::vector<std::int64_t>& left_out,
                                       bool lots_together);

}  // namespace eksplan::pack
