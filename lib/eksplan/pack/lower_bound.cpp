#include "eksplan/pack/lower_bound.hpp"

#include <algorithm>

#include "eksplan/base/assert.hpp"
#include "eksplan/pack/bound_proof.hpp"
#include "eksplan/pack/bounds.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

LowerBound lower_bound(const Instance& instance, const std::vector<std::int64_t>& unplaced,
                       std::int64_t known_cost, const BoundOptions& options) {
  EKSPLAN_ASSERT(unplaced.size() == instance.shapes.size(), "of each shape so many are left out");
  const auto problem = reduce(instance);
  Load load;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    load.counts.push_back(instance.shapes[shape].count() - unplaced[shape]);
    load.alone.push_back(instance.shapes[shape].alone_price.value_or(kUnlimited));
  }
  const auto proven = prove_bound(problem, load, known_cost, options.level);
  LowerBound result;
  result.bound = proven.lower_bound;
  result.kind = proven.lower_bound == known_cost ? Bound::optimal : proven.kind;
  result.certified = proven.certified;
  if (proven.certificate) {
    result.proof = to_proof(instance, problem, *proven.certificate, proven.certificate_bound);
  }
  return result;
}

}  // namespace eksplan::pack
