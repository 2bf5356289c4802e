#pragma once
/// Making a packing cheaper, in stages: each walks twice as long as the one before it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// What bins are bought and how items are weighed.
struct Market {
  std::vector<std::size_t> options;  ///< the most promising first
  /// By shape, two opinions: packings are built by both.
  std::array<std::vector<std::int64_t>, 2> worth;
  std::vector<double> bought{};  ///< by option: bins that the relaxation buys for one item, about
  std::vector<bool> urgent{};    ///< by shape: needs nearly as many different bins as there will be
};

struct Improved {
  Draft draft;
  std::int64_t steps = 0;  ///< shapes looked at
};

/// `draft` after stage number `stage` (from 0), never dearer and with the same items. A stage is
/// 2^stage rounds; in each, two walks go on in parallel: on halves of the bins, or where these are
/// few, both on all of them. Stops when `enough` is reached.
Improved improve(const Problem& problem, const Market& market, const Draft& draft, int stage,
                 std::int64_t enough);

/// What a round costs at most, in shapes looked at.
std::int64_t work_of_round(const Draft& draft);

/// Equal bins in one row.
Draft merge_equal(const Problem& problem, const Draft& draft);

}  // namespace eksplan::pack
