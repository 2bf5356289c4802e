#pragma once
/// Names of node groups.

#include <vector>

#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// Gives every group a name that says what it is for: the kind of machine, the labels on it, and,
/// where that is not enough to tell groups apart, the type. Names are different, of at most 63
/// lower-case letters, digits and dashes.
void name_groups(std::vector<NodeGroup>& groups);

}  // namespace eksplan::plan
