#pragma once
/// A plan for each phase of a week, all of them made of the same node groups.

#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/phases.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::app {

struct WeekInput {
  demand::Demand demand;  ///< as if everything were up
  const demand::Phases& phases;
  const model::Inventory& inventory;
  const catalog::Catalogue& catalogue;
  const plan::Options& wishes;
  const cost::Options& cost_options;
};

/// A plan with its price.
struct PhasePlan {
  demand::Demand demand;
  plan::Plan plan;
  cost::CostedPlan costs;
};

/// By phase, of which there is more than one.
///
/// A setup says which node groups there are and where each workload runs. It is the plan of the
/// week with every workload up, made in one of several ways: as cheap as can be; of the instance
/// types that the smallest phase would have by itself, so that nodes empty; with its Fargate pods
/// as well; the same with whatever is not always up on Fargate. The setup counts whose week costs
/// least, the first of equals.
///
/// A phase of a setup costs the least of
/// - what is left of the setup, or of a phase with at least its pods, when pods go: so with the
///   first setup turning a workload off never costs more,
/// - a plan of its own, or one of its nodes alone, if it needs no other node group and places every
///   workload on the same kind of machine.
/// Its bound is that of a plan of its own. Volumes and load balancers are those of the whole week:
/// they do not go with pods. The effort spent on all plans is that of the first phase's.
std::vector<PhasePlan> plan_phases(const WeekInput& input);

/// A plan of the demand by itself that breaks no rule.
plan::Plan checked_plan(const demand::Demand& demand, const WeekInput& input);

}  // namespace eksplan::app
