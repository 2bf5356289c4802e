#pragma once
/// What is said about schedules.

#include <vector>

#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/phases.hpp"
#include "eksplan/demand/pods_over_time.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::app {

/// What is wrong with schedules, as diagnostics.
std::vector<diag::Diagnostic> schedule_diagnostics(
    const std::vector<demand::ScheduleProblem>& problems, const model::Inventory& inventory);

/// What the phases rest on, in sentences; none when no workload changes in the week.
std::vector<cost::Assumption> schedule_assumptions(const demand::Demand& demand,
                                                   const demand::WeekOfPods& week,
                                                   const demand::Phases& phases,
                                                   const schedule::Window& window);

}  // namespace eksplan::app
