#include "eksplan/app/plan_week.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/plan/make_plan.hpp"
#include "eksplan/plan/reduced_plan.hpp"

namespace eksplan::app {
namespace {

/// A plan with its price.
struct Priced {
  plan::Plan plan;
  cost::CostedPlan costs;
};

class WeekPlanner {
 public:
  explicit WeekPlanner(WeekInput& input) : in_(&input) {}

  WeekPlan run() {
    const auto& phases = in_->phases.phases;
    if (phases.size() == 1) {
      auto demand = demand::in_phase(std::move(in_->demand), phases.front());
      auto plan = own_plan(demand);
      auto costs = price(plan, demand);
      return {std::move(demand), std::move(plan), std::move(costs), {}, {}};
    }
    whole_ = own_plan(demand::at_most(in_->demand, in_->phases));
    std::vector<Priced> planned;
    for (const auto& phase : phases) {
      planned.push_back(best_plan(demand::in_phase(in_->demand, phase)));
    }
    return combined(planned);
  }

 private:
  plan::Plan own_plan(const demand::Demand& demand) const {
    auto plan = plan::make_plan(demand, in_->inventory, in_->catalogue, in_->wishes);
    const auto broken = broken_rules(plan, demand);
    EKSPLAN_ASSERT(broken.empty(), "the plan broke a rule: " + base::join(broken, "; "));
    return plan;
  }

  std::vector<std::string> broken_rules(const plan::Plan& plan,
                                        const demand::Demand& demand) const {
    return plan::check(plan, demand, in_->inventory, in_->catalogue, in_->wishes);
  }

  cost::CostedPlan price(const plan::Plan& plan, const demand::Demand& demand) const {
    return cost::cost(plan, demand, in_->inventory, in_->catalogue, in_->cost_options);
  }

  // Fargate as in the whole, the nodes planned anew.
  plan::Plan with_nodes_anew(const demand::Demand& demand) const {
    auto of_nodes = demand;
    for (std::size_t i = 0; i < of_nodes.items.size(); ++i) {
      if (whole_.placements[i].target == plan::Target::fargate) {
        of_nodes.items[i].replicas = 0;
      }
    }
    auto wishes = in_->wishes;
    wishes.placement = plan::PlacementMode::nodes;
    auto plan = plan::make_plan(of_nodes, in_->inventory, in_->catalogue, wishes);
    for (std::size_t i = 0; i < demand.items.size(); ++i) {
      const auto& before = whole_.placements[i];
      auto& now = plan.placements[i];
      if (before.target == plan::Target::fargate && demand.items[i].replicas > 0) {
        now = before;
      } else if (now.target == before.target) {
        now.reason = before.reason;
      }
    }
    return plan;
  }

  Priced best_plan(const demand::Demand& demand) const {
    const auto own = own_plan(demand);
    const auto own_costs = price(own, demand);
    std::optional<Priced> best;
    const auto consider = [&](plan::Plan plan) {
      auto costs = price(plan, demand);
      if (!best || costs.hourly < best->costs.hourly) {
        best = Priced{std::move(plan), std::move(costs)};
      }
    };
    const auto consider_if_sound = [&](plan::Plan plan) {
      if (plan.unplaced_pods() <= own.unplaced_pods() && broken_rules(plan, demand).empty()) {
        consider(std::move(plan));
      }
    };
    if (plan::places_alike(own, whole_)) {
      consider(own);
    } else {
      consider_if_sound(with_nodes_anew(demand));
    }
    consider_if_sound(plan::reduced(whole_, demand, in_->wishes.min_nodes));
    if (!best) {
      consider(own);
    }
    best->costs.lower_bound = std::min(own_costs.lower_bound, best->costs.hourly);
    best->costs.packed = std::clamp(own_costs.packed, best->costs.lower_bound, best->costs.hourly);
    best->plan.bound = own.bound;
    return std::move(*best);
  }

  // The dearest phase with the groups of all of them.
  static plan::Plan shown(const Priced& peak, const cost::WeekCosts& week,
                          const std::vector<plan::GroupIndex>& group_of) {
    auto plan = peak.plan;
    const auto own = plan.groups;
    plan.groups.clear();
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
    return plan;
  }

  // Of several proofs the week has the first that is not the strongest.
  static std::string_view bound_of(const std::vector<Priced>& planned) {
    const auto weaker = std::ranges::find_if(
        planned, [](const Priced& one) { return one.plan.bound != "optimal"; });
    return weaker == planned.end() ? "optimal" : weaker->plan.bound;
  }

  WeekPlan combined(const std::vector<Priced>& planned) const {
    const auto& phases = in_->phases.phases;
    std::vector<cost::PhaseCosts> parts;
    WeekPlan result;
    std::size_t peak = 0;
    for (std::size_t i = 0; i < planned.size(); ++i) {
      const auto& one = planned[i];
      parts.push_back({phases[i].length(), &one.plan, &one.costs});
      result.phases.push_back({.name = phases[i].name,
                               .seconds_per_week = phases[i].length().count(),
                               .hourly = one.costs.hourly.hourly(),
                               .node_count = one.plan.node_count()});
      peak = one.costs.hourly > planned[peak].costs.hourly ? i : peak;
    }
    auto week = cost::over_week(parts);
    result.demand = demand::in_phase(in_->demand, phases[peak]);
    result.plan = shown(planned[peak], week, week.group_of[peak]);
    result.plan.bound = bound_of(planned);
    result.costs = std::move(week.mean);
    result.groups = std::move(week.groups);
    return result;
  }

  WeekInput* in_;
  plan::Plan whole_;
};

std::string date_text(std::chrono::sys_seconds moment) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(moment));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string names_of(const demand::Demand& demand, const std::vector<std::size_t>& items) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(items.size(), kShown); ++i) {
    names.push_back(demand.items[items[i]].workload.id.text());
  }
  return items.size() <= kShown
             ? base::and_list(names)
             : fmt::format("{} and {} more", base::join(names, ", "), items.size() - kShown);
}

}  // namespace

WeekPlan plan_week(WeekInput input) {
  return WeekPlanner(input).run();
}

std::vector<diag::Diagnostic> schedule_diagnostics(
    const std::vector<demand::ScheduleProblem>& problems, const model::Inventory& inventory) {
  std::vector<diag::Diagnostic> found;
  for (const auto& problem : problems) {
    diag::Diagnostic one;
    one.severity = problem.is_error ? diag::Severity::error : diag::Severity::warning;
    one.code = diag::kSchedule;
    one.message = fmt::format("{}: {}", problem.object.text(), problem.fault.message);
    one.hint = problem.fault.hint;
    if (problem.at.line != 0) {
      one.at = {inventory.files.at(problem.at.file), problem.at.line, problem.at.column,
                problem.path};
    }
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<cost::Assumption> schedule_assumptions(const demand::Demand& demand,
                                                   const demand::WeekOfPods& week,
                                                   const demand::Phases& phases,
                                                   const schedule::Window& window) {
  std::vector<cost::Assumption> list;
  std::vector<std::size_t> scheduled;
  for (std::size_t i = 0; i < week.items.size(); ++i) {
    if (week.items[i].scheduled && week.items[i].steps.size() > 1) {
      scheduled.push_back(i);
    }
  }
  if (scheduled.empty()) {
    return list;
  }
  list.push_back({"schedules", "money is the mean of a week, in which these are not always up: " +
                                   names_of(demand, scheduled)});
  list.push_back(
      {"week", window.dated
                   ? fmt::format("the week is that from Monday, {} (UTC)", date_text(window.begin))
                   : "the week is one without a change of clocks; --week plans another"});
  if (!phases.counted_always.empty()) {
    list.push_back(
        {"phases", fmt::format("more than {} phases are not planned, so these are "
                               "counted as if they always ran: {}",
                               demand::kMostPhases, names_of(demand, phases.counted_always))});
  }
  return list;
}

}  // namespace eksplan::app
