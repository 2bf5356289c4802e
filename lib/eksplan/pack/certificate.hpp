#pragma once
/// A lower bound with everything that one needs to check it: no solver, whole numbers only. It
/// shares no code with what finds such bounds.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Why no bin of an option holds items worth more than `most`.
struct BinClaim {
  /// Each unit of each dimension has a price; items pay for what they take, and what they are worth
  /// beyond that counts as often as the item fits.
  /// With `search`, the same cuts off a search over all patterns. With `table`, all patterns are
  /// looked at in two dimensions, rounded down to units.
  enum class Kind : std::uint8_t { shares, search, table };

  Kind kind = Kind::shares;
  std::int64_t most = 0;             ///< times 2^shift
  std::vector<std::int64_t> shares;  ///< by dimension: what all of it is worth, times 2^shift
  std::size_t first = 0;             ///< table: the dimensions and their units
  std::size_t second = 0;
  Amount first_unit = 1;
  Amount second_unit = 1;
};

/// Prices that prove a bound: items are worth so much, a bin may cost its own price, and what its
/// items are worth beyond that shrinks the bound in proportion.
struct Certificate {
  int shift = 0;
  std::vector<std::int64_t> worths;      ///< by shape, times 2^shift; none above its alone price
  std::int64_t bin_price = 0;            ///< what each bin is worth by itself, times 2^shift
  std::vector<std::int64_t> surcharges;  ///< by option, times 2^shift; 0 where it has no limit
  std::vector<BinClaim> bins;            ///< by option
};

/// The lower bound that the certificate proves for serving the load, or nothing when some claim
/// in it is wrong or cannot be checked in the time that checks are given. Linear in shapes times
/// options, but for claims by search and by table.
std::optional<std::int64_t> check(const Problem& problem, const Load& load,
                                  const Certificate& certificate);

/// Whether it proves that nothing costs less than `bound`.
bool proves(const Problem& problem, const Load& load, const Certificate& certificate,
            std::int64_t bound);

}  // namespace eksplan::pack
