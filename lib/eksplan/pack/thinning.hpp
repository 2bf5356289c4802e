#pragma once
/// A part of a packing that is like the whole: fewer items of each shape, for a search that would
/// take too long with all of them.

#include <cstdint>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::pack {

struct Thinned {
  Instance instance;       ///< lots as in the whole, with fewer items or none
  Packing packing;         ///< of these: bins without contents; `alone` as in the whole
  std::int64_t parts = 1;  ///< so many times that is everything but what `kept` holds
  Mix kept;                ///< bins with items that most others do not take, as they are
};

/// About `items` items of those that stand in bins; other lots of them for another `sample`.
Thinned thinned(const Instance& instance, const Packing& packing, std::int64_t items,
                std::size_t sample);

/// Bins for everything: `mix` as often as there are parts, times so many thousandths, rounded up,
/// and what is kept.
Mix multiplied(const Thinned& part, const Mix& mix, std::int64_t per_mille);

}  // namespace eksplan::pack
