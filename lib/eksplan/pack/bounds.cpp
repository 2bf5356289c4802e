#include "eksplan/pack/bounds.hpp"

#include <algorithm>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {
namespace {

void keep(ProvenBound& result, std::int64_t bound, Bound kind) {
  if (bound > result.lower_bound) {
    result.lower_bound = bound;
    result.kind = kind;
  }
}

}  // namespace

ProvenBound prove_bound(const Problem& problem, const Load& load, const Draft& packing,
                        const BoundEffort& effort) {
  const auto cost = base::narrow(cost_with_alone(problem, load, packing));
  EKSPLAN_ASSERT(cost.has_value(), "the cost of every packing fits in 62 bits");
  ProvenBound result;
  result.fluid = fluid(problem, load);
  result.lower_bound = result.fluid.lower_bound;
  result.kind = Bound::fluid;
  const auto scope = scope_of(problem, load);
  if (result.lower_bound < *cost && effort.columns.rounds > 0 && scope.places() > 0) {
    auto columns = generate_columns(scope, result.fluid, packing, *cost, effort.columns);
    if (const auto proven = check(problem, load, columns.certificate)) {
      keep(result, *proven, Bound::column_generation);
      result.certificate_bound = *proven;
      result.certificate = std::move(columns.certificate);
    }
    result.bins = std::move(columns.bins);
    result.certified = result.lower_bound;
    if (result.lower_bound < *cost && effort.counts.rounds > 0 &&
        packing.bin_count() <= effort.most_bins) {
      const auto in_bins = *cost - static_cast<std::int64_t>(forced_alone(problem, load));
      auto counted = count_bins(scope, columns.points, in_bins, effort.counts);
      keep(result, std::min(finish_bound(scope, counted.bound), *cost), Bound::node_count);
      if (counted.certified > 0) {
        const auto certified = std::min(finish_bound(scope, counted.certified), *cost);
        result.certified = std::max(result.certified, certified);
      }
      result.counts = std::move(counted.counts);
    }
  } else {
    result.certified = result.lower_bound;
  }
  EKSPLAN_ASSERT(result.lower_bound <= *cost,
                 "a proven bound is never above the cost of a packing");
  return result;
}

}  // namespace eksplan::pack
