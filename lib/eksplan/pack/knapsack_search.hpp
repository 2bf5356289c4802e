#pragma once
/// The knapsack of one option solved exactly, where the search ends in time.

#include <cstdint>

#include "eksplan/pack/knapsack.hpp"

namespace eksplan::pack {

struct SearchResult {
  bool finished = false;  ///< no bin holds items worth more than the larger of `above` and the
                          ///< pattern's worth
  Pattern pattern;        ///< the best that is worth more than `above`; may be empty
  std::int64_t work = 0;
};

/// Looks for bins of `option` with items worth more than `above`, depth first, with what
/// most_by_shares says of the rest as the bound. Regards caps, conflicts and counts. Looks at no
/// more than about `work` items.
SearchResult search_pattern(const Scope& scope, std::size_t option, const Worths& worths,
                            const Shares& shares, std::int64_t above, std::int64_t work);

}  // namespace eksplan::pack
