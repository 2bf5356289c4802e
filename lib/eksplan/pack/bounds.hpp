#pragma once
/// The best lower bound that can be had for an effort, and what was learned on the way that helps
/// to build a packing.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/certificate.hpp"
#include "eksplan/pack/column_generation.hpp"
#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/lower_bound.hpp"
#include "eksplan/pack/node_count.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// What one attempt may take. Steps, never seconds, so that the result is the same everywhere.
struct BoundEffort {
  ColumnEffort columns;          ///< rounds 0: the fluid bound only
  CountEffort counts;            ///< rounds 0: no count of whole bins
  std::int64_t most_bins = 150;  ///< packings of more bins than this gain nothing from it
};

struct ProvenBound {
  std::int64_t lower_bound = 0;  ///< no way to serve the load costs less; never above the packing
  Bound kind = Bound::none;      ///< what proves it
  std::int64_t certified = 0;    ///< the best bound that rests on no solver; only with
                                 ///< Bound::node_count it may be less than lower_bound
  std::optional<Certificate> certificate;  ///< proves `certificate_bound`
  std::int64_t certificate_bound = 0;      ///< at most `certified`
  Fluid fluid;
  std::vector<CutBins> bins;         ///< the cheapest mix of patterns when bins may be cut
  std::vector<std::int64_t> counts;  ///< by option: bins to try to do with; may be empty
};

/// `packing` serves the load, with what it leaves over alone. One attempt.
ProvenBound prove_bound(const Problem& problem, const Load& load, const Draft& packing,
                        const BoundEffort& effort = {});

/// The best of the attempts of this level and of those below it. `cost`: of some way to serve the
/// load; no bound is above it.
ProvenBound prove_bound(const Problem& problem, const Load& load, std::int64_t cost,
                        BoundLevel level);

}  // namespace eksplan::pack
