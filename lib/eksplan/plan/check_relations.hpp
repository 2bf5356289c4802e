#pragma once
/// The part of plan::check() that looks at what pods want of each other and of zones.

#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// Required pod affinity and anti-affinity by node and zone and hard spreads, one sentence for each
/// fault. Of items that are not placed as a whole, and of those that count them, nothing is asked:
/// the plan says that it is incomplete.
std::vector<std::string> check_relations(const Plan& plan, const demand::Demand& demand,
                                         const catalog::Catalogue& catalogue,
                                         const Options& options);

}  // namespace eksplan::plan
