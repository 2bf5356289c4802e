#include "eksplan/pack/fleet.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "eksplan/pack/fleet_search.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kMostParties = 400;
constexpr std::size_t kFewGroups = 6;  // limits up to this are all gone through

std::vector<std::size_t> limits_up_to(std::size_t limit) {
  std::vector<std::size_t> limits;
  const auto most = limit == 0 ? kLargestFleet : limit;
  for (std::size_t groups = 1; groups <= std::min(limit == 0 ? 3 : most, kFewGroups); ++groups) {
    limits.push_back(groups);
  }
  if (limits.back() < most) {
    limits.push_back(most);
  }
  return limits;
}

bool any_alone(const Instance& instance) {
  return std::any_of(instance.shapes.begin(), instance.shapes.end(),
                     [](const Shape& shape) { return shape.alone_price.has_value(); });
}

// Everything in bins, and lots alone where that pays: for each limit of groups both are looked
// for, and begin with what a lower limit has found.
class FleetChooser {
 public:
  FleetChooser(const Instance& instance, const Problem& problem, Journal& journal)
      : instance_(&instance),
        journal_(&journal),
        alone_(any_alone(instance)),
        in_bins_only_(instance, problem, false),
        with_alone_(instance, problem, alone_),
        limits_(limits_up_to(problem.group_limit)),
        whole_(limits_.size()),
        mixed_(limits_.size()) {}

  LotChoice run(int level, const Prover& prover) {
    for (int at = 0; at <= level && !is_least(mixed_.back()); ++at) {
      look(at);
      if (at == 0 && level > 0 && prover && mixed_.back().score.left_out == 0) {
        ask(prover);
      }
      journal_->found(mixed_.back().score.cost);
    }
    return std::move(mixed_.back().choice);
  }

 private:
  bool is_least(const Found& found) const {
    return found.score.left_out == 0 && found.score.cost <= bound_;
  }

  static void improve(const Found& other, Found& found) {
    found = other.score < found.score ? other : found;
  }

  void search(Fleets& fleets, std::size_t limit, int at, Found& found) {
    const auto before = fleets.steps();
    fleets.search(limit, at, found);
    journal_->stage(fleets.steps() - before);
  }

  void look(int at) {
    in_bins_only_.forget();
    with_alone_.forget();
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      improve(whole_[i > 0 ? i - 1 : 0], whole_[i]);
      search(in_bins_only_, limits_[i], at, whole_[i]);
      improve(mixed_[i > 0 ? i - 1 : 0], mixed_[i]);
      improve(whole_[i], mixed_[i]);
      if (alone_) {
        search(with_alone_, limits_[i], at, mixed_[i]);
      }
      if (is_least(mixed_[i])) {
        mixed_.back() = mixed_[i];
        return;
      }
    }
  }

  // Scores do not count what only can be alone.
  void ask(const Prover& prover) {
    auto& best = mixed_.back();
    const auto before = total_cost(*instance_, best.choice);
    const auto forced = before - best.score.cost;
    bound_ = prover(best.choice) - forced;
    const auto after = total_cost(*instance_, best.choice);
    if (after < before) {
      best.score = {0, after - forced, 0};
    }
    in_bins_only_.stop_at(bound_);
    with_alone_.stop_at(bound_);
  }

  const Instance* instance_;
  Journal* journal_;
  bool alone_;
  Fleets in_bins_only_;
  Fleets with_alone_;
  std::vector<std::size_t> limits_;
  std::vector<Found> whole_;  // by limit
  std::vector<Found> mixed_;
  std::int64_t bound_ = 0;
};

}  // namespace

std::int64_t total_cost(const Instance& instance, const LotChoice& choice) {
  return choice.draft.cost + alone_cost(instance, choice.alone);
}

bool suits_fleet(const Instance& instance, const Problem& problem, double bins, double most_bins) {
  std::size_t parties = 0;
  for (const auto& shape : instance.shapes) {
    parties += shape.lots.size();
  }
  return bins <= most_bins && parties <= kMostParties &&
         static_cast<double>(problem.min_bins) <= most_bins &&
         std::all_of(problem.limits.begin(), problem.limits.end(),
                     [](std::int64_t limit) { return limit == kUnlimited; });
}

LotChoice choose_fleet(const Instance& instance, const Problem& problem, int level,
                       const Prover& prover, Journal& journal) {
  return FleetChooser(instance, problem, journal).run(level, prover);
}

std::optional<LotChoice> fill_fleet(const Instance& instance, const Problem& problem,
                                    const std::vector<std::int64_t>& bins, std::int64_t cost,
                                    int level, Journal& journal) {
  Fleet fleet;
  for (std::size_t option = 0; option < bins.size(); ++option) {
    for (std::int64_t i = 0; i < bins[option] && fleet.size() <= kLargestFleet; ++i) {
      fleet.push_back(option);
    }
  }
  if (fleet.size() > kLargestFleet) {
    return std::nullopt;
  }
  Fleets fleets(instance, problem, any_alone(instance));
  Found found;
  found.score = {0, cost, 0};
  fleets.search_in(fleet, limits_up_to(problem.group_limit).back(), level, found);
  journal.stage(fleets.steps());
  if (found.score.cost >= cost) {
    return std::nullopt;
  }
  journal.found(found.score.cost);
  return std::move(found.choice);
}

}  // namespace eksplan::pack
