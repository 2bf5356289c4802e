#pragma once
/// A lower bound with everything that one needs to check it: no solver, whole numbers only. It
/// shares no code with what finds such bounds.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/proof.hpp"

namespace eksplan::pack {

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
