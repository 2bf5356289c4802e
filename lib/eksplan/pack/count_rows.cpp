#include "eksplan/pack/count_rows.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::size_t kStepsPerDimension = 24;  // per dimension
constexpr std::size_t kOptionSets = 12;         // of options that shapes are confined to
constexpr std::int64_t kLargestStep = std::int64_t{1} << 62U;

// What one bin offers is no more than all items that it can hold weigh together.
void finish(const Scope& scope, CountRow& row) {
  for (std::size_t option = 0; option < row.offers.size(); ++option) {
    int128 all = 0;
    for (std::size_t place = 0; place < scope.places(); ++place) {
      all += int128{row.weights[place]} * scope.most_of(place, option);
    }
    row.offers[option] =
        static_cast<std::int64_t>(std::min<int128>({all, row.offers[option], kLargestStep}));
  }
  for (std::size_t place = 0; place < scope.places(); ++place) {
    row.need += int128{row.weights[place]} * scope.count(place);
  }
}

// One dimension in whole steps, of the shapes at `confined`; others need nothing.
CountRow row_of(const Scope& scope, std::size_t dimension, Amount step,
                const std::vector<bool>& confined) {
  const auto& problem = *scope.problem;
  CountRow row;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    const auto demand = problem.demand(scope.shapes[place])[dimension];
    row.weights.push_back(confined[place] ? demand / step : 0);
  }
  for (std::size_t option = 0; option < problem.options; ++option) {
    row.offers.push_back(problem.capacity(option)[dimension] / step);
  }
  finish(scope, row);
  return row;
}

std::vector<std::vector<bool>> columns_by_place(const Scope& scope) {
  std::vector<std::vector<bool>> may(scope.places(), std::vector<bool>(scope.problem->columns));
  for (std::size_t option = 0; option < scope.problem->options; ++option) {
    for (std::size_t place = 0; place < scope.places(); ++place) {
      if (scope.most_of(place, option) > 0) {
        may[place][scope.problem->column[option]] = true;
      }
    }
  }
  return may;
}

// For each set of columns that some shape is confined to: which shapes cannot leave it.
std::vector<std::vector<bool>> confined_places(const Scope& scope) {
  const auto may = columns_by_place(scope);
  const std::set<std::vector<bool>> sets(may.begin(), may.end());
  std::vector<std::vector<bool>> result{std::vector<bool>(scope.places(), true)};
  for (const auto& set : sets) {
    std::vector<bool> confined;
    for (const auto& own : may) {
      bool inside = true;
      for (std::size_t column = 0; column < own.size(); ++column) {
        inside = inside && (!own[column] || set[column]);
      }
      confined.push_back(inside);
    }
    if (result.size() <= kOptionSets && confined != result.front()) {
      result.push_back(std::move(confined));
    }
  }
  return result;
}

// The demands that weigh most in all.
std::vector<Amount> steps(const Scope& scope, std::size_t dimension) {
  std::map<Amount, int128> weight_of_step;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    const auto demand = scope.problem->demand(scope.shapes[place])[dimension];
    weight_of_step[demand] += int128{demand} * scope.count(place);
  }
  weight_of_step.erase(0);
  std::vector<std::pair<int128, Amount>> sorted;
  for (const auto& [step, weight] : weight_of_step) {
    sorted.emplace_back(-weight, step);
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.resize(std::min(sorted.size(), kStepsPerDimension));
  std::vector<Amount> result;
  for (const auto& [weight, step] : sorted) {
    result.push_back(step);
  }
  return result;
}

CountRow row_of_cap(const Scope& scope, std::size_t place) {
  CountRow row{std::vector<std::int64_t>(scope.places(), 0),
               std::vector<std::int64_t>(scope.problem->options, kLargestStep), 0};
  row.weights[place] = 1;
  finish(scope, row);
  return row;
}

}  // namespace

CountRow row_of_worths(const Scope& scope, Worths worths, std::vector<std::int64_t> most) {
  CountRow row{std::move(worths), std::move(most), 0};
  finish(scope, row);
  return row;
}

std::vector<CountRow> resource_rows(const Scope& scope) {
  std::vector<CountRow> rows;
  const auto sets = confined_places(scope);
  for (std::size_t d = 0; d < scope.problem->dimensions; ++d) {
    for (const auto& confined : sets) {
      rows.push_back(row_of(scope, d, 1, confined));
    }
    for (const auto step : steps(scope, d)) {
      rows.push_back(row_of(scope, d, step, sets.front()));
    }
  }
  for (std::size_t place = 0; place < scope.places(); ++place) {
    if (scope.problem->caps[scope.shapes[place]] != kUnlimited) {
      rows.push_back(row_of_cap(scope, place));
    }
  }
  return rows;
}

}  // namespace eksplan::pack
