#include "eksplan/app/phase_plans.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/plan/make_plan.hpp"
#include "eksplan/plan/reduced_plan.hpp"

namespace eksplan::app {
namespace {

using base::int128;

std::vector<std::string> broken_rules(const plan::Plan& plan, const demand::Demand& demand,
                                      const WeekInput& in) {
  return plan::check(plan, demand, in.inventory, in.catalogue, in.wishes);
}

bool holds_all_of(const demand::Demand& more, const demand::Demand& fewer) {
  for (std::size_t i = 0; i < more.items.size(); ++i) {
    if (more.items[i].replicas < fewer.items[i].replicas) {
      return false;
    }
  }
  return true;
}

std::vector<std::string> types_of(const plan::Plan& plan) {
  std::set<std::string> types;
  for (const auto& group : plan.groups) {
    types.emplace(group.type.name);
  }
  return {types.begin(), types.end()};
}

/// Unplaced pods and cost: the less, the better.
using Score = std::pair<std::int64_t, int128>;

Score score_of(const PhasePlan& one) {
  return {one.plan.unplaced_pods(), one.costs.hourly.hourly().nanos()};
}

/// A plan that may come down to `hope` is worth planning again: not for less than one part of so
/// many.
bool is_worth_a_try(const Score& now, const Score& hope) {
  constexpr int128 kLeastPart = 200;
  return hope.first < now.first ||
         (hope.first == now.first && now.second - hope.second > now.second / kLeastPart);
}

class PhasePlanner {
 public:
  explicit PhasePlanner(const WeekInput& input)
      : in_(&input), cost_options_(input.cost_options), wishes_(input.wishes) {}

  std::vector<PhasePlan> run() {
    all_up_ = demand::at_most(in_->demand, in_->phases);
    const auto first = counted(checked_plan(all_up_, *in_));
    zones_ = first.zones;
    for (std::size_t i = 0; i < all_up_.items.size(); ++i) {
      cost_options_.most_pods.push_back(all_up_.items[i].replicas -
                                        first.placements[i].unplaced_pods);
    }
    limit_effort();
    plan_each_by_itself(first);
    auto best_setup = first;
    auto best = thorough_week_with(first);
    const auto consider = [&](std::optional<plan::Plan> setup) {
      if (setup) {
        auto week = thorough_week_with(*setup);
        if (cost_of(week) < cost_of(best)) {
          best = std::move(week);
          best_setup = *std::move(setup);
        }
      }
    };
    for (const auto& types : other_types(first)) {
      if (is_worth_a_try(cost_of(best), cost_of(own_))) {
        consider(of_types(types));
      }
    }
    for (const bool fargate_for_some : {false, true}) {
      if (is_worth_a_try(cost_of(best), cost_of(own_))) {
        consider(like_smallest(first, fargate_for_some));
      }
    }
    if (has_many_pods_) {
      plan_nodes_anew(best, best_setup);
    }
    take_bounds(best);
    return best;
  }

 private:
  // A week takes a dozen plans. Where each takes long, all but the first are made with less effort.
  void limit_effort() {
    constexpr std::int64_t kFewPods = 300;
    constexpr std::int64_t kEffortOfMany = 50;
    std::int64_t pods = 0;
    for (const auto& item : all_up_.items) {
      pods += item.replicas;
    }
    has_many_pods_ = pods > kFewPods;
    if (has_many_pods_) {
      wishes_.effort = std::min(wishes_.effort, kEffortOfMany);
    }
  }

  PhasePlan priced(plan::Plan plan, const demand::Demand& demand) const {
    plan.zones = zones_;
    auto costs = cost::cost(plan, demand, in_->inventory, in_->catalogue, cost_options_);
    return {demand, std::move(plan), std::move(costs)};
  }

  plan::Plan counted(plan::Plan plan) {
    steps_ += plan.solver_steps;
    return plan;
  }

  plan::Plan made(const demand::Demand& demand, const plan::Options& wishes) {
    return counted(plan::make_plan(demand, in_->inventory, in_->catalogue, wishes));
  }

  plan::Plan checked(const demand::Demand& demand) {
    return counted(checked_plan(demand, {in_->demand, in_->phases, in_->inventory, in_->catalogue,
                                         wishes_, in_->cost_options}));
  }

  void plan_each_by_itself(const plan::Plan& first) {
    for (const auto& phase : in_->phases.phases) {
      const auto demand = demand::in_phase(in_->demand, phase);
      own_.push_back(priced(holds_all_of(demand, all_up_) ? first : checked(demand), demand));
    }
  }

  // Of the whole week, weighed by time.
  Score cost_of(const std::vector<PhasePlan>& week) const {
    std::int64_t unplaced = 0;
    int128 nanos = 0;
    for (std::size_t i = 0; i < week.size(); ++i) {
      unplaced += week[i].plan.unplaced_pods();
      nanos += week[i].costs.hourly.hourly().nanos() * in_->phases.phases[i].length().count();
    }
    return {unplaced, nanos};
  }

  bool changes(std::size_t item) const {
    const auto& phases = in_->phases.phases;
    return std::ranges::any_of(phases, [&](const demand::Phase& phase) {
      return phase.replicas[item] != phases.front().replicas[item];
    });
  }

  const plan::Plan& smallest() const { return std::ranges::min_element(own_, {}, score_of)->plan; }

  std::optional<plan::Plan> if_sound(plan::Plan plan) const {
    return broken_rules(plan, all_up_, *in_).empty() ? std::optional(std::move(plan))
                                                     : std::nullopt;
  }

  // Of the nodes that single phases have, the smallest phase first; with many pods of those alone.
  std::vector<std::vector<std::string>> other_types(const plan::Plan& first) const {
    std::vector<std::vector<std::string>> all;
    const auto add = [&](const plan::Plan& plan) {
      const auto types = types_of(plan);
      if (!types.empty() && types != types_of(first) &&
          std::ranges::find(all, types) == all.end()) {
        all.push_back(types);
      }
    };
    add(smallest());
    for (std::size_t i = 0; i < own_.size() && !has_many_pods_; ++i) {
      add(own_[i].plan);
    }
    return all;
  }

  std::optional<plan::Plan> of_types(const std::vector<std::string>& types) {
    auto wishes = wishes_;
    wishes.instance_types = types;
    return if_sound(made(all_up_, wishes));
  }

  // With the node types of the smallest phase, and on Fargate what is there in it; if so wished
  // also whatever is not always up and may run there.
  std::optional<plan::Plan> like_smallest(const plan::Plan& first, bool fargate_for_some) {
    if (in_->wishes.placement != plan::PlacementMode::cheapest &&
        (fargate_for_some || in_->wishes.placement != plan::PlacementMode::nodes)) {
      return std::nullopt;
    }
    const auto& model = smallest();
    std::vector<bool> on_fargate;
    for (std::size_t i = 0; i < all_up_.items.size(); ++i) {
      const auto& placement = first.placements[i];
      const bool may =
          placement.fargate.eligible && placement.fargate_per_pod && !all_up_.items[i].is_daemon;
      on_fargate.push_back(model.placements[i].target == plan::Target::fargate ||
                           (fargate_for_some && may && changes(i)));
    }
    auto wishes = wishes_;
    wishes.placement = plan::PlacementMode::nodes;
    if (!model.groups.empty()) {
      wishes.instance_types = types_of(model);
    }
    return if_sound(beside_fargate(all_up_, first, on_fargate, wishes));
  }

  // The rest planned by itself, where `moved` is on Fargate.
  plan::Plan beside_fargate(const demand::Demand& demand, const plan::Plan& before,
                            const std::vector<bool>& moved, const plan::Options& wishes) {
    auto rest = demand;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      rest.items[i].replicas = moved[i] ? 0 : rest.items[i].replicas;
    }
    auto plan = made(rest, wishes);
    for (std::size_t i = 0; i < moved.size(); ++i) {
      if (moved[i] && demand.items[i].replicas > 0) {
        put_on_fargate(demand.items[i].replicas, before.placements[i], plan, i);
      } else if (plan.placements[i].reason == "requested" &&
                 in_->wishes.placement != wishes.placement) {
        // Nobody but this planner wished for nodes.
        const auto& placed = before.placements[i];
        plan.placements[i].reason =
            placed.target == plan::Target::fargate ? "cheaper" : placed.reason;
      }
    }
    plan.proof.reset();
    return plan;
  }

  static void put_on_fargate(std::int64_t pods, const plan::Placement& before, plan::Plan& plan,
                             std::size_t item) {
    auto& placement = plan.placements[item];
    placement = before;
    if (placement.target != plan::Target::fargate) {
      placement.target = plan::Target::fargate;
      placement.reason = "cheaper";
      placement.group.reset();
      placement.unplaced_pods = 0;
      placement.nearest_miss.clear();
    }
    plan.packed += *placement.fargate_per_pod * pods;
  }

  // With few pods every setup is looked at with nodes planned anew.
  std::vector<PhasePlan> thorough_week_with(const plan::Plan& setup) {
    auto week = week_with(setup);
    if (!has_many_pods_) {
      plan_nodes_anew(week, setup);
    }
    return week;
  }

  std::vector<PhasePlan> week_with(const plan::Plan& setup) const {
    const auto whole = priced(setup, all_up_);
    std::vector<PhasePlan> week;
    for (std::size_t i = 0; i < own_.size(); ++i) {  // most pods first
      week.push_back(holds_all_of(own_[i].demand, all_up_) ? whole : phase_of(whole, week, i));
    }
    return week;
  }

  PhasePlan phase_of(const PhasePlan& whole, const std::vector<PhasePlan>& earlier,
                     std::size_t index) const {
    const auto& own = own_[index];
    auto best = left_of(whole, own.demand);
    const auto consider = [&](PhasePlan other) {
      if (score_of(other) < score_of(best)) {
        best = std::move(other);
      }
    };
    for (const auto& before : earlier) {
      if (holds_all_of(before.demand, own.demand)) {
        consider(left_of(before, own.demand));
      }
    }
    if (suits(own.plan, whole.plan)) {
      consider(own);
    }
    return best;
  }

  // Of each phase that may gain by it; what is found for one is also tried for the later ones.
  void plan_nodes_anew(std::vector<PhasePlan>& week, const plan::Plan& setup) {
    for (std::size_t i = 0; i < week.size(); ++i) {
      const auto& demand = own_[i].demand;
      const auto consider = [&](PhasePlan other) {
        if (score_of(other) < score_of(week[i])) {
          week[i] = std::move(other);
        }
      };
      for (std::size_t earlier = 0; earlier < i; ++earlier) {
        if (holds_all_of(week[earlier].demand, demand)) {
          consider(left_of(week[earlier], demand));
        }
      }
      if (is_worth_a_try(score_of(week[i]), score_of(own_[i])) && !setup.groups.empty()) {
        auto anew = with_nodes_anew(demand, setup);
        if (suits(anew, setup) && broken_rules(anew, demand, *in_).empty()) {
          consider(priced(std::move(anew), demand));
        }
      }
    }
  }

  // Whether one could have it with what was set up for the whole.
  static bool suits(const plan::Plan& plan, const plan::Plan& whole) {
    return plan::places_alike(plan, whole) && plan::groups_within(plan, whole).has_value();
  }

  PhasePlan left_of(const PhasePlan& more, const demand::Demand& demand) const {
    return priced(plan::reduced(more.plan, demand, in_->catalogue, in_->wishes.min_nodes), demand);
  }

  // Fargate as in the whole, the nodes planned anew, of its types.
  plan::Plan with_nodes_anew(const demand::Demand& demand, const plan::Plan& whole) {
    std::vector<bool> on_fargate;
    for (const auto& placement : whole.placements) {
      on_fargate.push_back(placement.target == plan::Target::fargate);
    }
    auto wishes = wishes_;
    wishes.placement = plan::PlacementMode::nodes;
    wishes.instance_types = types_of(whole);
    auto plan = beside_fargate(demand, whole, on_fargate, wishes);
    for (std::size_t i = 0; i < plan.placements.size(); ++i) {
      if (plan.placements[i].target == whole.placements[i].target) {
        plan.placements[i].reason = whole.placements[i].reason;
      }
    }
    return plan;
  }

  void take_bounds(std::vector<PhasePlan>& week) const {
    for (std::size_t i = 0; i < week.size(); ++i) {
      auto& costs = week[i].costs;
      costs.lower_bound = std::min(own_[i].costs.lower_bound, costs.hourly);
      costs.packed = std::max(costs.packed, costs.lower_bound);
      week[i].plan.bound = own_[i].plan.bound;
      week[i].plan.solver_steps = i == 0 ? steps_ : 0;
    }
  }

  const WeekInput* in_;
  cost::Options cost_options_;
  plan::Options wishes_;  ///< of all plans but the first
  bool has_many_pods_ = false;
  std::int64_t steps_ = 0;  ///< of all plans
  demand::Demand all_up_;
  std::vector<std::string> zones_;
  std::vector<PhasePlan> own_;  ///< by phase
};

}  // namespace

std::vector<PhasePlan> plan_phases(const WeekInput& input) {
  return PhasePlanner(input).run();
}

plan::Plan checked_plan(const demand::Demand& demand, const WeekInput& input) {
  auto plan = plan::make_plan(demand, input.inventory, input.catalogue, input.wishes);
  const auto broken = broken_rules(plan, demand, input);
  EKSPLAN_ASSERT(broken.empty(), "the plan broke a rule: " + base::join(broken, "; "));
  return plan;
}

}  // namespace eksplan::app
