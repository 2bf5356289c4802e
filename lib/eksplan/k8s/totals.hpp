#pragma once
/// The bounds on what a whole input may ask for.

#include <string>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::k8s {

/// Reports, once each, more than kMaxPods expected pods, and requests of all of them that leave 64
/// bits; at the workload that asks for the most. `files` are model::Inventory::files.
void check_totals(const std::vector<model::Workload>& workloads,
                  const std::vector<std::string>& files, diag::Diagnostics& found);

}  // namespace eksplan::k8s
