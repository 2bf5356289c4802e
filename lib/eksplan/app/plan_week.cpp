#include "eksplan/app/plan_week.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string_view>
#include <utility>

namespace eksplan::app {
namespace {

/// What proves the bound of a week whose phases are each proven optimal, but not all together: that
/// every phase by itself costs no less.
constexpr std::string_view kPhaseByPhase = "phases";

PhaseSpend compute_of(units::Decimal hours, const plan::Plan& plan, const cost::CostedPlan& costs) {
  PhaseSpend spend{
      .hours = hours, .fargate = costs.by_category.at(cost::Category::fargate), .nodes = {}};
  std::ranges::transform(plan.groups, std::back_inserter(spend.nodes), &plan::NodeGroup::count);
  return spend;
}

class WeekPlanner {
 public:
  explicit WeekPlanner(WeekInput& input) : in_(&input) {}

  WeekPlan run() {
    const auto& phases = in_->phases.phases;
    if (phases.size() > 1) {
      auto planned = plan_phases(*in_);
      return combined(planned);
    }
    auto demand = demand::in_phase(std::move(in_->demand), phases.front());
    auto plan = checked_plan(demand, *in_);
    auto costs = cost::cost(plan, demand, in_->inventory, in_->catalogue, in_->cost_options);
    auto compute = compute_of(units::Decimal::whole(cost::kHoursOfWeek), plan, costs);
    return {std::move(demand), std::move(plan), std::move(costs), {}, {}, {std::move(compute)}};
  }

 private:
  // Of several proofs the week has the first that is not the strongest.
  static std::string_view bound_of(const std::vector<PhasePlan>& planned,
                                   const cost::CostedPlan& mean) {
    const auto weaker = std::ranges::find_if(
        planned, [](const PhasePlan& one) { return one.plan.bound != "optimal"; });
    if (weaker != planned.end()) {
      return weaker->plan.bound;
    }
    return mean.lower_bound == mean.packed ? "optimal" : kPhaseByPhase;
  }

  WeekPlan combined(std::vector<PhasePlan>& planned) const {
    const auto& phases = in_->phases.phases;
    std::vector<std::chrono::seconds> lengths;
    for (const auto& phase : phases) {
      lengths.push_back(phase.length());
    }
    const auto hours = cost::hours_of_phases(lengths);
    std::vector<cost::PhaseCosts> parts;
    std::size_t peak = 0;
    for (std::size_t i = 0; i < planned.size(); ++i) {
      parts.push_back({hours[i], &planned[i].plan, &planned[i].costs});
      peak = planned[i].costs.hourly > planned[peak].costs.hourly ? i : peak;
    }
    auto week = cost::over_week(parts);
    WeekPlan result;
    for (std::size_t i = 0; i < planned.size(); ++i) {
      use_groups_of_week(planned[i].plan, week, week.group_of[i]);
      result.phases.push_back(phase_row(phases[i], hours[i], planned[i]));
      result.compute.push_back(compute_of(hours[i], planned[i].plan, planned[i].costs));
    }
    result.plan = planned[peak].plan;
    show_other_phases(planned, result.plan);
    result.plan.bound = bound_of(planned, week.mean);
    result.plan.proof.reset();
    result.plan.solver_steps = planned.front().plan.solver_steps;
    result.demand = std::move(planned[peak].demand);
    result.costs = std::move(week.mean);
    result.groups = std::move(week.groups);
    return result;
  }

  static void use_groups_of_week(plan::Plan& plan, const cost::WeekCosts& week,
                                 const std::vector<plan::GroupIndex>& group_of) {
    const auto own = std::exchange(plan.groups, {});
    for (const auto& group : week.groups) {
      plan.groups.push_back(group.group);
      plan.groups.back().count = 0;
    }
    for (std::size_t g = 0; g < own.size(); ++g) {
      plan.groups[group_of[g].value].count += own[g].count;
    }
    for (auto& set : plan.nodes) {
      set.group = group_of[set.group.value];
    }
    for (auto& placement : plan.placements) {
      if (placement.group) {
        placement.group = group_of[placement.group->value];
      }
    }
  }

  // What has no pods in the phase that is shown, where it has most.
  static void show_other_phases(const std::vector<PhasePlan>& planned, plan::Plan& shown) {
    for (std::size_t item = 0; item < shown.placements.size(); ++item) {
      if (shown.placements[item].target != plan::Target::nowhere) {
        continue;
      }
      const auto most = std::ranges::max_element(planned, {}, [&](const PhasePlan& one) {
        const auto target = one.plan.placements[item].target;
        const bool has_place = target == plan::Target::fargate || target == plan::Target::nodes;
        return has_place ? one.demand.items[item].replicas : 0;
      });
      if (most->demand.items[item].replicas > 0) {
        shown.placements[item] = most->plan.placements[item];
        shown.placements[item].unplaced_pods = 0;
      }
    }
  }

  bool changes(std::size_t item) const {
    const auto& phases = in_->phases.phases;
    return std::ranges::any_of(phases, [&](const demand::Phase& phase) {
      return phase.replicas[item] != phases.front().replicas[item];
    });
  }

  report::PhaseRow phase_row(const demand::Phase& phase, units::Decimal hours,
                             const PhasePlan& one) const {
    report::PhaseRow row{.name = phase.name,
                         .hours_per_week = hours,
                         .hourly = one.costs.hourly.hourly(),
                         .node_count = one.plan.node_count()};
    for (const auto& group : one.plan.groups) {
      row.node_groups.push_back({.group = group.name, .count = group.count});
    }
    for (std::size_t i = 0; i < one.demand.items.size(); ++i) {
      if (changes(i)) {
        row.workloads.push_back(
            {.workload = one.demand.items[i].workload.id.text(),
             .count = one.demand.items[i].replicas - one.plan.placements[i].unplaced_pods});
      }
    }
    return row;
  }

  WeekInput* in_;
};

}  // namespace

WeekPlan plan_week(WeekInput input) {
  return WeekPlanner(input).run();
}

}  // namespace eksplan::app
