#pragma once
/// Taking a few bins apart and packing their items better, again and again.

#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fill.hpp"

namespace eksplan::pack {

struct WalkRules {
  std::vector<std::size_t> options;  ///< to buy from, the most promising first
  std::vector<std::int64_t> limits;  ///< by option: no more bins than that, kUnlimited without one
  std::int64_t least_bins = 0;
  std::int64_t work = 0;            ///< shapes to look at
  std::int64_t tolerance = 0;       ///< at the start a step may be dearer by up to this
  std::int64_t last_tolerance = 0;  ///< the same at the end
  std::uint64_t seed = 1;
};

/// `draft` after a walk of many small steps, with the same items in bins; it may be dearer. Equal
/// bins are rebuilt together.
Draft walk(BinFiller& filler, const WalkRules& rules, const Draft& draft);

}  // namespace eksplan::pack
