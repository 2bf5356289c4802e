#pragma once
/// From a mix of cut bins to whole ones.

#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/improve.hpp"
#include "eksplan/pack/master.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Takes each pattern of `columns` as often as its count rounded down says and the items last, then
/// once more where its count has more than half left, and packs the rest of `counts` by filling.
Draft round_columns(const Problem& problem, const Market& market,
                    const std::vector<CutBins>& columns, const std::vector<std::int64_t>& counts);

}  // namespace eksplan::pack
