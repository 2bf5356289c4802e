#pragma once
/// Demand + prices + rules -> Plan.

#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// The cheapest plan that the solver finds. Pods that fit nowhere are in it as `unplaced`; the rest
/// is planned all the same.
Plan make_plan(const demand::Demand& demand, const model::Inventory& inventory,
               const catalog::Catalogue& catalogue, const Options& options);

/// The independent judge: everything in which `plan` breaks a rule, one sentence each. Counts every
/// pod once, adds up every node, asks the node filters again; shares no code with make_plan.
std::vector<std::string> check(const Plan& plan, const demand::Demand& demand,
                               const model::Inventory& inventory,
                               const catalog::Catalogue& catalogue, const Options& options);

}  // namespace eksplan::plan
