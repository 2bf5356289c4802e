#pragma once
/// Sums and products of amounts that a file may have made up: they stop growing far above anything
/// real instead of overflowing. Private to this room.

#include <algorithm>

#include "eksplan/base/checked.hpp"

namespace eksplan::verify {

inline constexpr base::int128 kMostSum = base::int128{1} << 110U;

/// a + b and a * b of numbers from 0 to kMostSum.
constexpr base::int128 capped_sum(base::int128 a, base::int128 b) {
  return std::min(a + b, kMostSum);
}

constexpr base::int128 capped_product(base::int128 a, base::int128 b) {
  base::int128 product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kMostSum : std::min(product, kMostSum);
}

}  // namespace eksplan::verify
