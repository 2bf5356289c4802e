#include "eksplan/cost/week_costs.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/cost/week_sums.hpp"
#include "eksplan/plan/reduced_plan.hpp"

namespace eksplan::cost {
namespace {

using base::int128;
using units::Decimal;

/// What was rounded down, and what is missing of it to `whole`, a unit each for those that lost
/// most.
class Shares {
 public:
  void add(int128 numerator, int128 denominator) {
    const auto down = base::div_floor(numerator, denominator);
    lost_.emplace_back(down * denominator - numerator, values_.size());
    values_.push_back(down);
  }

  std::vector<int128> make_up(int128 whole) && {
    auto missing = whole;
    for (const auto value : values_) {
      missing -= value;
    }
    EKSPLAN_ASSERT(missing >= 0 && missing <= static_cast<int128>(values_.size()),
                   "rounding loses less than a unit each");
    std::ranges::sort(lost_);  // most first, then by place
    for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) {
      ++values_[lost_[i].second];
    }
    return std::move(values_);
  }

 private:
  std::vector<int128> values_;
  std::vector<std::pair<int128, std::size_t>> lost_;
};

/// What makes lines of two phases one line of the week: equal lines of one phase stay apart.
struct LineKey {
  CostLine line;
  std::size_t among_equals = 0;

  auto identity() const {
    return std::tie(line.category, line.item, line.item_of, line.group, line.detail, line.unit,
                    line.unit_price, line.list_unit_price, among_equals);
  }

  bool operator<(const LineKey& other) const { return identity() < other.identity(); }
};

/// Sums of value x hours, in billionths of an hour.
struct Weighted {
  int128 quantity = 0;
  int128 nanos = 0;
};

class Combination {
 public:
  explicit Combination(const std::vector<PhaseCosts>& phases) : phases_(&phases) {}

  WeekCosts run() {
    unite_groups();
    count_groups();
    add_lines();
    add_sums();
    add_bounds();
    add_shares();
    add_remarks();
    return std::move(result_);
  }

 private:
  /// Weighted sum over the phases.
  template <class Value>
  int128 weigh(Value value) const {
    int128 sum = 0;
    for (const auto& phase : *phases_) {
      sum += value(*phase.costs).hourly().nanos() * phase.hours.billionths();
    }
    return sum;
  }

  template <class Value>
  units::HourlyRate mean_floor(Value value) const {
    return rate(base::div_floor(weigh(value), kWeek));
  }

  std::size_t united(const plan::NodeGroup& group) {
    auto& groups = result_.groups;
    const auto same = std::ranges::find_if(groups, [&](const GroupOverWeek& other) {
      return plan::is_same_group(other.group, group);
    });
    if (same != groups.end()) {
      auto& zones = same->group.zones;
      std::set<std::string> all(zones.begin(), zones.end());
      all.insert(group.zones.begin(), group.zones.end());
      zones.assign(all.begin(), all.end());
      return static_cast<std::size_t>(same - groups.begin());
    }
    groups.push_back({.group = group, .min_count = 0, .max_count = 0, .hourly = {}});
    give_own_name(groups.back().group.name);
    return groups.size() - 1;
  }

  void give_own_name(std::string& name) const {
    const auto plain = name;
    const auto is_taken = [&] {
      return std::ranges::count_if(result_.groups, [&](const GroupOverWeek& other) {
               return other.group.name == name;
             }) > 1;
    };
    for (int n = 2; is_taken(); ++n) {
      name = fmt::format("{}-{}", plain, n);
    }
  }

  // By name in the end, as the groups of a plan are.
  void unite_groups() {
    std::vector<std::vector<std::size_t>> found;
    for (const auto& phase : *phases_) {
      found.emplace_back();
      for (const auto& group : phase.plan->groups) {
        found.back().push_back(united(group));
      }
    }
    std::vector<std::size_t> order(result_.groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return result_.groups[i].group.name; });
    std::vector<std::size_t> place(order.size());
    std::vector<GroupOverWeek> sorted;
    for (const auto i : order) {
      place[i] = sorted.size();
      sorted.push_back(std::move(result_.groups[i]));
    }
    result_.groups = std::move(sorted);
    for (const auto& of_phase : found) {
      result_.group_of.emplace_back();
      for (const auto i : of_phase) {
        result_.group_of.back().push_back(plan::GroupIndex{place[i]});
      }
    }
  }

  void count_groups() {
    for (std::size_t p = 0; p < phases_->size(); ++p) {
      std::vector<std::int64_t> counts(result_.groups.size(), 0);
      for (std::size_t own = 0; own < result_.group_of[p].size(); ++own) {
        counts[result_.group_of[p][own].value] += (*phases_)[p].plan->groups[own].count;
      }
      for (std::size_t g = 0; g < counts.size(); ++g) {
        auto& group = result_.groups[g];
        group.min_count = p == 0 ? counts[g] : std::min(group.min_count, counts[g]);
        group.max_count = std::max(group.max_count, counts[g]);
        group.group.count = group.max_count;
      }
    }
  }

  std::map<LineKey, Weighted> weighted_lines() const {
    std::map<LineKey, Weighted> lines;
    for (std::size_t p = 0; p < phases_->size(); ++p) {
      const auto& phase = (*phases_)[p];
      std::map<LineKey, std::size_t> seen;
      for (const auto& line : phase.costs->lines) {
        LineKey key{line, 0};
        if (line.group) {
          key.line.group = result_.group_of[p][line.group->value];
        }
        key.among_equals = seen[key]++;
        auto& sum = lines[key];
        sum.quantity += line.quantity.billionths() * phase.hours.billionths();
        sum.nanos += line.hourly.hourly().nanos() * phase.hours.billionths();
      }
    }
    return lines;
  }

  void add_lines() {
    Shares nanos;
    auto& lines = result_.mean.lines;
    for (const auto& [key, sum] : weighted_lines()) {
      lines.push_back(key.line);
      lines.back().quantity = Decimal::from_billionths(base::div_half_up(sum.quantity, kWeek));
      nanos.add(sum.nanos, kWeek);
    }
    const auto total = weigh([](const CostedPlan& costs) { return costs.hourly; });
    const auto shares = std::move(nanos).make_up(base::div_half_up(total, kWeek));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].hourly = rate(shares[i]);
    }
  }

  void add_sums() {
    auto& mean = result_.mean;
    mean.workloads.resize(phases_->front().costs->workloads.size());
    for (const auto& [category, unused] : phases_->front().costs->by_category) {
      mean.by_category[category] = {};
    }
    for (const auto& line : mean.lines) {
      mean.hourly += line.hourly;
      mean.by_category[line.category] += line.hourly;
      if (line.item_of) {
        mean.workloads[line.item_of->value].own += line.hourly;
      } else if (!line.group) {
        mean.fixed += line.hourly;
      } else {
        of_nodes_ += line.hourly;
        if (line.item == "node") {
          result_.groups[line.group->value].hourly += line.hourly;
        }
      }
    }
  }

  // Rounded so that no headroom stays none and what is optimal in every phase stays so.
  void add_bounds() {
    auto& mean = result_.mean;
    const auto headroom =
        weigh([](const CostedPlan& costs) { return costs.hourly - costs.packed; });
    const auto above =
        weigh([](const CostedPlan& costs) { return costs.packed - costs.lower_bound; });
    const auto list = weigh([](const CostedPlan& costs) { return costs.list; });
    mean.list = rate(base::div_half_up(list, kWeek));
    mean.packed = mean.hourly - rate(base::div_half_up(headroom, kWeek));
    mean.lower_bound =
        std::max(mean.packed - rate(base::div_ceil(above, kWeek)), units::HourlyRate{});
  }

  // What rounding leaves of the nodes is idle; should it take more than there is, nodes keep less.
  void add_shares() {
    auto& mean = result_.mean;
    mean.overhead = mean_floor([](const CostedPlan& costs) { return costs.overhead; });
    mean.idle = of_nodes_ - mean.overhead;
    for (std::size_t i = 0; i < mean.workloads.size(); ++i) {
      auto& workload = mean.workloads[i];
      workload.share =
          mean_floor([&](const CostedPlan& costs) { return costs.workloads[i].share; });
      workload.overhead =
          mean_floor([&](const CostedPlan& costs) { return costs.workloads[i].overhead; });
      mean.idle = mean.idle - workload.share;
    }
    const auto beyond = std::min(mean.idle, units::HourlyRate{});
    mean.idle = mean.idle - beyond;
    mean.overhead += beyond;
  }

  void add_remarks() {
    std::set<Unpriced> unpriced;
    std::map<std::string, Assumption> assumptions;
    for (const auto& phase : *phases_) {
      unpriced.insert(phase.costs->unpriced.begin(), phase.costs->unpriced.end());
      for (const auto& assumption : phase.costs->assumptions) {
        assumptions.emplace(assumption.id, assumption);
      }
    }
    result_.mean.unpriced.assign(unpriced.begin(), unpriced.end());
    for (auto& [id, assumption] : assumptions) {
      result_.mean.assumptions.push_back(std::move(assumption));
    }
  }

  const std::vector<PhaseCosts>* phases_;
  units::HourlyRate of_nodes_;
  WeekCosts result_;
};

}  // namespace

std::vector<Decimal> hours_of_phases(const std::vector<std::chrono::seconds>& lengths) {
  constexpr int128 kSecondsOfHour = 3600;
  Shares shares;
  for (const auto length : lengths) {
    shares.add(int128{length.count()} * Decimal::kOne, kSecondsOfHour);
  }
  std::vector<Decimal> hours;
  for (const auto value : std::move(shares).make_up(kWeek)) {
    hours.push_back(Decimal::from_billionths(value));
  }
  return hours;
}

WeekCosts over_week(const std::vector<PhaseCosts>& phases) {
  EKSPLAN_ASSERT(!phases.empty(), "a week has a phase");
  return Combination(phases).run();
}

}  // namespace eksplan::cost
