#pragma once
/// Emptying bins whose contents are cheaper alone.

#include <optional>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Takes bins out of `draft` whose contents are whole lots that cost less alone than the bin, and
/// says so in `alone` ([shape][lot]). Leaves no fewer bins than the problem asks for, or none.
void evict(const Instance& instance, const Problem& problem, std::vector<std::vector<bool>>& alone,
           Draft& draft);

/// [shape][lot]: lots that `draft` leaves out, served alone; it must have all other items of the
/// instance. Nothing where what it leaves out is no sum of whole lots, or too much to look at.
std::optional<std::vector<std::vector<bool>>> alone_beside(const Instance& instance,
                                                           const Draft& draft);

}  // namespace eksplan::pack
