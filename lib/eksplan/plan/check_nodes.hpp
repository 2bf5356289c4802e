#pragma once
/// The part of plan::check() that looks at nodes one by one.

#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// Room, filters, DaemonSets, caps and conflicts of every node set; one sentence for each fault.
std::vector<std::string> check_nodes(const Plan& plan, const demand::Demand& demand,
                                     const catalog::Catalogue& catalogue);

}  // namespace eksplan::plan
