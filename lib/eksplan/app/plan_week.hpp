#pragma once
/// The plan of a week: each phase planned, the costs put together.

#include <vector>

#include "eksplan/app/phase_plans.hpp"
#include "eksplan/app/phase_spend.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/cost/week_costs.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

/// `demand` and `plan` are those of the dearest phase. The plan has the node groups of all phases
/// (of which that phase may have no node), and tells of what has no pods in that phase where they
/// run in another. `phases` and `groups` are empty when one phase is all;
/// `compute` is there for each phase, its nodes by group of `plan`.
struct WeekPlan {
  demand::Demand demand;
  plan::Plan plan;
  cost::CostedPlan costs;
  std::vector<report::PhaseRow> phases;
  std::vector<cost::GroupOverWeek> groups;
  std::vector<PhaseSpend> compute;
};

/// One plan where one phase is all, else those of plan_phases put together.
WeekPlan plan_week(WeekInput input);

}  // namespace eksplan::app
