#pragma once
/// What is left of a plan when pods go.

#include <cstdint>

#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// `whole` with the pods of `fewer`, which has as many or less of each item, and no pod moved:
/// Fargate pods are gone at once, nodes where nothing is left on them but DaemonSets. At least
/// `min_nodes` stay, the cheapest of those that emptied, as long as one does. The plan's own sums
/// (packed, bound) are not known and 0.
Plan reduced(const Plan& whole, const demand::Demand& fewer, std::int64_t min_nodes);

/// Whether every item that has pods in both plans runs on the same kind of machine.
bool places_alike(const Plan& one, const Plan& other);

}  // namespace eksplan::plan
