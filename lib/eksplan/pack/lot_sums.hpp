#pragma once
/// Which numbers of items of a shape may be alone, when its lots stay together.

#include <cstdint>
#include <vector>

#include "eksplan/pack/fluid.hpp"

namespace eksplan::pack {

class LotSums {
 public:
  /// Any number without lots, or when they are too many to look at.
  LotSums(const std::vector<Lot>& lots, std::int64_t items);

  /// The largest number that is possible, at most `count`, 0 or more.
  std::int64_t at_most(std::int64_t count) const;

  /// The least number that is possible, at least `count`; above every number of items where there
  /// is none.
  std::int64_t at_least(std::int64_t count) const;

 private:
  std::int64_t items_;
  std::vector<std::int64_t> sums_;  // sorted; empty = any
};

/// Lots that do not add up to the load's items say nothing: any number may be alone.
LotSums lot_sums(const Load& load, std::size_t shape);

}  // namespace eksplan::pack
