#pragma once
/// The demand of workloads that nobody else needs.

#include <vector>

#include "eksplan/demand/demand.hpp"

namespace eksplan::demand {

/// As build() of an inventory that holds `workloads`, which may be too many to copy. Of `around`
/// everything but its workloads counts.
Demand build(std::vector<model::Workload> workloads, const model::Inventory& around,
             const std::vector<AddOnPods>& add_ons, const Options& options);

}  // namespace eksplan::demand
