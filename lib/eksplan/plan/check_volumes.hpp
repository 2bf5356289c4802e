#pragma once
/// The part of plan::check() that looks at volumes.

#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// Attachments of every node, zones of volumes that are there already, claims that one node alone
/// may mount; one sentence for each fault.
std::vector<std::string> check_volumes(const Plan& plan, const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const catalog::Catalogue& catalogue);

}  // namespace eksplan::plan
