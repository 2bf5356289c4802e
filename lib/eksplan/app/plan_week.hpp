#pragma once
/// The plan of a week: each phase planned, the costs put together.

#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/cost/phased_costs.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/phases.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

struct WeekInput {
  demand::Demand demand;  ///< as if everything were up
  const demand::Phases& phases;
  const model::Inventory& inventory;
  const catalog::Catalogue& catalogue;
  const plan::Options& wishes;
  const cost::Options& cost_options;
};

/// `demand` and `plan` are those of the dearest phase, the plan with the node groups of all phases
/// (of which that phase may have no node). `phases` and `groups` are empty when one phase is all.
struct WeekPlan {
  demand::Demand demand;
  plan::Plan plan;
  cost::CostedPlan costs;
  std::vector<report::PhaseRow> phases;
  std::vector<cost::GroupOverWeek> groups;
};

/// With several phases the whole is planned as well, with every workload up. A phase then costs the
/// least of: what is left of that plan when pods go (so less never costs more), a plan of its own
/// if it places every workload on the same kind of machine, else its nodes planned anew with
/// Fargate as in the whole. The bound of a phase is that of a plan of its own.
WeekPlan plan_week(WeekInput input);

/// What is wrong with schedules, as diagnostics.
std::vector<diag::Diagnostic> schedule_diagnostics(
    const std::vector<demand::ScheduleProblem>& problems, const model::Inventory& inventory);

/// What the phases rest on, in sentences; none when no workload follows a schedule.
std::vector<cost::Assumption> schedule_assumptions(const demand::Demand& demand,
                                                   const demand::WeekOfPods& week,
                                                   const demand::Phases& phases,
                                                   const schedule::Window& window);

}  // namespace eksplan::app
