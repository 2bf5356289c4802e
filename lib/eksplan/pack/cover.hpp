#pragma once
/// Groups of bins that leave no shape out.

#include <cstddef>
#include <optional>
#include <vector>

#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

using GroupSet = std::vector<std::size_t>;  ///< sorted, each once

/// At most `most` groups such that each of `shapes` fits in a bin of one of them; nothing when
/// there are none or the search for them was given up.
std::optional<GroupSet> find_cover(const Problem& problem, const std::vector<std::size_t>& shapes,
                                   std::size_t most);

}  // namespace eksplan::pack
