#include "eksplan/pack/scope.hpp"

#include <algorithm>

namespace eksplan::pack {
namespace {

using base::int128;

// No bin holds items worth more than the dearest bin for each shape: room for that, and for
// surcharges of a few times the price.
int worth_shift(const Problem& problem, std::size_t places) {
  const auto largest = *std::max_element(problem.prices.begin(), problem.prices.end());
  return std::clamp(57 - base::binary_digits(largest) - base::binary_digits(int128{places}), 0, 40);
}

}  // namespace

Scope scope_of(const Problem& problem, const Load& load) {
  Scope scope;
  scope.problem = &problem;
  scope.load = &load;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0 && problem.placeable[shape]) {
      scope.shapes.push_back(shape);
      scope.bins_certain = scope.bins_certain || load.alone[shape] == kUnlimited;
    }
  }
  for (std::size_t option = 0; option < problem.options; ++option) {
    for (const auto shape : scope.shapes) {
      scope.most.push_back(std::min(load.counts[shape], problem.copies(shape, option)));
    }
    if (problem.limits[option] != kUnlimited) {
      scope.limited.push_back(option);
    }
  }
  // Limits may make the least number of bins impossible.
  scope.least_bins = scope.limited.empty() ? std::max<std::int64_t>(problem.min_bins, 1) : 1;
  scope.shift = problem.options == 0 ? 0 : worth_shift(problem, scope.places());
  return scope;
}

int128 all_alone(const Scope& scope) {
  int128 cost = 0;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    cost += int128{scope.alone(place)} * scope.count(place);
  }
  return cost;
}

std::int64_t finish_bound(const Scope& scope, int128 in_bins) {
  if (!scope.bins_certain) {
    in_bins = std::min(in_bins, all_alone(scope));
  }
  const auto total = in_bins + forced_alone(*scope.problem, *scope.load);
  const auto divisor = common_divisor(*scope.problem, *scope.load);
  return static_cast<std::int64_t>(base::div_ceil(total, divisor) * divisor);
}

int128 cost_with_alone(const Problem& problem, const Load& load, const Draft& draft) {
  auto left = load.counts;
  for (const auto& row : draft.bins) {
    for (const auto& content : draft.contents_of(row)) {
      left[content.shape] -= content.items * row.count;
    }
  }
  int128 cost = draft.cost;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (left[shape] > 0 && load.alone[shape] != kUnlimited) {
      cost += int128{load.alone[shape]} * left[shape];
    }
  }
  return cost;
}

}  // namespace eksplan::pack
