#pragma once
/// A bound on the cost of whole bins that rests on no solver: a search tree whose every leaf is
/// closed in whole numbers.

#include <cstdint>
#include <vector>

#include "eksplan/pack/count_rows.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// What whole bins that obey `rows` (and the least number of bins) cost at least, with what they
/// leave alone; no more than `target`, where the search ends. `most`: by option, as many as may be
/// bought. Looks at no more than `nodes`, those that bound least first. Limits on groups are not
/// looked at.
std::int64_t prove_counts(const Scope& scope, const std::vector<CountRow>& rows,
                          const std::vector<std::int64_t>& most, std::int64_t target, int nodes);

}  // namespace eksplan::pack
