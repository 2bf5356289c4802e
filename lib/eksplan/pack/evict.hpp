#pragma once
/// Emptying bins whose contents are cheaper alone.

#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Takes bins out of `draft` whose contents are whole lots that cost less alone than the bin, and
/// says so in `alone` ([shape][lot]). Leaves no fewer bins than the problem asks for, or none.
void evict(const Instance& instance, const Problem& problem, std::vector<std::vector<bool>>& alone,
           Draft& draft);

}  // namespace eksplan::pack
