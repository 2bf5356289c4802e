#include "eksplan/pack/knapsack.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr int kUnitShift = 30;
constexpr std::int64_t kKnapsackSteps = 5'000;  // of the linear programme of one knapsack

// Puts items into one bin while they fit.
class Bin {
 public:
  Bin(const Scope& scope, std::size_t option)
      : scope_(&scope),
        room_(scope.problem->capacity(option),
              scope.problem->capacity(option) + scope.problem->dimensions),
        items_(scope.places(), 0) {}

  void put(std::size_t place, std::int64_t wanted) {
    const auto& problem = *scope_->problem;
    const auto shape = scope_->shapes[place];
    const auto* demand = problem.demand(shape);
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      wanted = demand[d] > 0 ? std::min(wanted, room_[d] / demand[d]) : wanted;
    }
    if (wanted <= 0 || excluded(shape)) {
      return;
    }
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      room_[d] -= demand[d] * wanted;
    }
    if (!problem.conflicts[shape].empty()) {
      touchy_.push_back(shape);
    }
    items_[place] += wanted;
  }

  std::int64_t items(std::size_t place) const { return items_[place]; }

 private:
  bool excluded(std::size_t shape) const {
    const auto& others = scope_->problem->conflicts[shape];
    return std::any_of(touchy_.begin(), touchy_.end(), [&](std::size_t other) {
      return std::binary_search(others.begin(), others.end(), other);
    });
  }

  const Scope* scope_;
  Vector room_;
  std::vector<std::int64_t> items_;
  std::vector<std::size_t> touchy_;  // shapes in the bin that exclude others
};

std::vector<std::size_t> by_value(const Worths& worths, const std::vector<std::int64_t>& charged) {
  std::vector<std::size_t> order;
  std::vector<double> value(worths.size(), 0.0);
  for (std::size_t place = 0; place < worths.size(); ++place) {
    if (worths[place] > 0) {
      order.push_back(place);
      value[place] =
          static_cast<double>(worths[place]) / (static_cast<double>(charged[place]) + 1.0);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return value[a] > value[b]; });
  return order;
}

std::vector<Range> capacity_rows(const Scope& scope) {
  return std::vector<Range>(scope.problem->dimensions, Range{-kInfinite, 1.0});
}

}  // namespace

std::vector<std::int64_t> charges(const Scope& scope, std::size_t option, const Shares& shares) {
  const auto& problem = *scope.problem;
  const auto* capacity = problem.capacity(option);
  std::vector<std::int64_t> result(scope.places(), 0);
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    if (shares[d] == 0 || capacity[d] == 0) {
      continue;
    }
    // Divides once: what is lost by it is far below one part in a million million.
    const auto unit = (int128{shares[d]} << kUnitShift) / capacity[d];
    for (std::size_t place = 0; place < scope.places(); ++place) {
      if (scope.most_of(place, option) > 0) {
        const auto demand = problem.demand(scope.shapes[place])[d];
        result[place] += static_cast<std::int64_t>((unit * demand) >> kUnitShift);
      }
    }
  }
  return result;
}

std::int64_t most_by_shares(const Scope& scope, std::size_t option, const Worths& worths,
                            const Shares& shares) {
  const auto charged = charges(scope, option, shares);
  int128 most = 0;
  for (const auto share : shares) {
    most += share;
  }
  for (std::size_t place = 0; place < scope.places(); ++place) {
    const auto beyond = std::max<std::int64_t>(worths[place] - charged[place], 0);
    most += int128{beyond} * scope.most_of(place, option);
  }
  return static_cast<std::int64_t>(std::min(most, int128{kLargestWorth}));
}

Pattern fill_pattern(const Scope& scope, std::size_t option, const Worths& worths,
                     const Shares& shares, const std::vector<std::int64_t>& wish) {
  const auto order = by_value(worths, charges(scope, option, shares));
  Bin bin(scope, option);
  for (const auto place : order) {
    bin.put(place, std::min(wish[place], scope.most_of(place, option)));
  }
  for (const auto place : order) {
    bin.put(place, scope.most_of(place, option) - bin.items(place));
  }
  Pattern pattern;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    if (bin.items(place) > 0) {
      pattern.contents.push_back({scope.shapes[place], bin.items(place)});
      pattern.worth += bin.items(place) * worths[place];
    }
  }
  return pattern;
}

// Demands and capacities in units of the largest capacity.
CutKnapsack::CutKnapsack(const Scope& scope) : scope_(&scope), solver_(capacity_rows(scope)) {
  const auto& problem = *scope.problem;
  std::vector<double> unit(problem.dimensions, 1.0);
  for (std::size_t option = 0; option < problem.options; ++option) {
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      unit[d] = std::fmax(unit[d], static_cast<double>(problem.capacity(option)[d]));
    }
  }
  for (const auto shape : scope.shapes) {
    std::vector<Coefficient> column;
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      if (problem.demand(shape)[d] > 0) {
        column.push_back({d, static_cast<double>(problem.demand(shape)[d]) / unit[d]});
      }
    }
    solver_.add_column(0.0, {0.0, 0.0}, column);
  }
  scale_ = std::move(unit);
}

void CutKnapsack::set_worths(const Worths& worths) {
  unit_ = static_cast<double>(
      std::accumulate(worths.begin(), worths.end(), std::int64_t{1},
                      [](std::int64_t a, std::int64_t b) { return std::max(a, b); }));
  for (std::size_t place = 0; place < worths.size(); ++place) {
    solver_.set_cost(place, -static_cast<double>(worths[place]) / unit_);
  }
}

CutKnapsack::Answer CutKnapsack::solve(std::size_t option) {
  const auto& problem = *scope_->problem;
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    solver_.set_row(d, {-kInfinite, static_cast<double>(problem.capacity(option)[d]) / scale_[d]});
  }
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    solver_.set_range(place, {0.0, static_cast<double>(scope_->most_of(place, option))});
  }
  Answer answer{Shares(problem.dimensions, 0), std::vector<std::int64_t>(scope_->places(), 0)};
  if (!solver_.solve_dual(kKnapsackSteps)) {
    return answer;
  }
  const auto prices = solver_.row_prices();
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    const double share =
        -prices[d] * unit_ / scale_[d] * static_cast<double>(problem.capacity(option)[d]);
    answer.shares[d] = share > 0 && share < 0x1p54 ? std::llround(share) : 0;
  }
  const auto values = solver_.values();
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    answer.whole_items[place] = static_cast<std::int64_t>(std::floor(values[place] + 1e-7));
  }
  return answer;
}

}  // namespace eksplan::pack
