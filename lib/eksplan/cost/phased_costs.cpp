#include "eksplan/cost/phased_costs.hpp"

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

namespace eksplan::cost {
namespace {

using base::int128;
using std::chrono::seconds;

units::HourlyRate rate(int128 nanos) {
  return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
}

/// What makes lines of two phases one line of the week.
auto identity(const CostLine& line) {
  return std::tie(line.category, line.item, line.item_of, line.group, line.detail, line.unit,
                  line.unit_price);
}

struct LineOrder {
  bool operator()(const CostLine& a, const CostLine& b) const { return identity(a) < identity(b); }
};

/// Sums of value x seconds.
struct Weighted {
  int128 quantity = 0;
  int128 nanos = 0;
};

/// Whether two phases mean one node group: what a user would set up once.
auto kind_of(const plan::NodeGroup& group) {
  return std::tie(group.type.name, group.purchase, group.labels, group.taints);
}

class Combination {
 public:
  explicit Combination(const std::vector<PhaseCosts>& phases) : phases_(&phases) {
    for (const auto& phase : phases) {
      week_ += phase.length.count();
    }
  }

  WeekCosts run() {
    unite_groups();
    count_groups();
    add_lines();
    add_sums();
    add_shares();
    add_remarks();
    return std::move(result_);
  }

 private:
  int128 mean_floor(int128 weighted) const { return base::div_floor(weighted, week_); }

  /// Weighted sum over the phases.
  template <class Value>
  int128 weigh(Value value) const {
    int128 sum = 0;
    for (const auto& phase : *phases_) {
      sum += value(*phase.costs) * phase.length.count();
    }
    return sum;
  }

  std::size_t united(const plan::NodeGroup& group) {
    auto& groups = result_.groups;
    const auto same = std::ranges::find_if(
        groups, [&](const GroupOverWeek& other) { return kind_of(other.group) == kind_of(group); });
    if (same != groups.end()) {
      auto& zones = same->group.zones;
      std::set<std::string> all(zones.begin(), zones.end());
      all.insert(group.zones.begin(), group.zones.end());
      zones.assign(all.begin(), all.end());
      return static_cast<std::size_t>(same - groups.begin());
    }
    groups.push_back({.group = group, .min_count = 0, .max_count = 0, .hourly = {}});
    auto& name = groups.back().group.name;
    const auto plain = name;
    const auto is_taken = [&] {
      return std::ranges::count_if(
                 groups, [&](const GroupOverWeek& other) { return other.group.name == name; }) > 1;
    };
    for (int n = 2; is_taken(); ++n) {
      name = fmt::format("{}-{}", plain, n);
    }
    return groups.size() - 1;
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
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      auto& group = result_.groups[g];
      for (std::size_t p = 0; p < phases_->size(); ++p) {
        std::int64_t count = 0;
        for (std::size_t own = 0; own < result_.group_of[p].size(); ++own) {
          count += result_.group_of[p][own].value == g ? (*phases_)[p].plan->groups[own].count : 0;
        }
        group.min_count = p == 0 ? count : std::min(group.min_count, count);
        group.max_count = std::max(group.max_count, count);
      }
      group.group.count = group.max_count;
    }
  }

  std::map<CostLine, Weighted, LineOrder> weighted_lines() const {
    std::map<CostLine, Weighted, LineOrder> lines;
    for (std::size_t p = 0; p < phases_->size(); ++p) {
      const auto& phase = (*phases_)[p];
      for (auto line : phase.costs->lines) {
        if (line.group) {
          line.group = result_.group_of[p][line.group->value];
        }
        auto& sum = lines[line];
        sum.quantity += line.quantity.billionths() * phase.length.count();
        sum.nanos += line.hourly.hourly().nanos() * phase.length.count();
      }
    }
    return lines;
  }

  void add_lines() {
    const auto total = base::div_half_up(
        weigh([](const CostedPlan& costs) { return costs.hourly.hourly().nanos(); }), week_);
    auto missing = total;
    std::vector<std::pair<int128, std::size_t>> lost;  // most first, then by line
    for (const auto& [line, sum] : weighted_lines()) {
      auto mean = line;
      mean.quantity = units::Decimal::from_billionths(base::div_half_up(sum.quantity, week_));
      mean.hourly = rate(mean_floor(sum.nanos));
      missing -= mean.hourly.hourly().nanos();
      lost.emplace_back(mean_floor(sum.nanos) * week_ - sum.nanos, result_.mean.lines.size());
      result_.mean.lines.push_back(std::move(mean));
    }
    std::ranges::sort(lost);
    EKSPLAN_ASSERT(missing >= 0 && missing <= static_cast<int128>(lost.size()),
                   "rounding loses less than a nano-dollar a line");
    for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) {
      result_.mean.lines[lost[i].second].hourly += rate(1);
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
    const auto packed = rate(
        mean_floor(weigh([](const CostedPlan& costs) { return costs.packed.hourly().nanos(); })));
    const auto bound = rate(mean_floor(
        weigh([](const CostedPlan& costs) { return costs.lower_bound.hourly().nanos(); })));
    mean.packed = std::min(packed, mean.hourly);
    mean.lower_bound = std::min(bound, mean.packed);
  }

  // What rounding leaves of the nodes is idle.
  void add_shares() {
    auto& mean = result_.mean;
    mean.overhead = rate(
        mean_floor(weigh([](const CostedPlan& costs) { return costs.overhead.hourly().nanos(); })));
    mean.idle = of_nodes_ - mean.overhead;
    for (std::size_t i = 0; i < mean.workloads.size(); ++i) {
      auto& workload = mean.workloads[i];
      workload.share = rate(mean_floor(weigh(
          [&](const CostedPlan& costs) { return costs.workloads[i].share.hourly().nanos(); })));
      workload.overhead = rate(mean_floor(weigh(
          [&](const CostedPlan& costs) { return costs.workloads[i].overhead.hourly().nanos(); })));
      mean.idle = mean.idle - workload.share;
    }
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
  int128 week_ = 0;
  units::HourlyRate of_nodes_;
  WeekCosts result_;
};

}  // namespace

WeekCosts over_week(const std::vector<PhaseCosts>& phases) {
  EKSPLAN_ASSERT(!phases.empty(), "a week has a phase");
  return Combination(phases).run();
}

}  // namespace eksplan::cost
