#pragma once
/// Checks what is said of the worth of items and bins, and computes the bound that follows from it.
/// Whole numbers only, no solver; shares no code with what finds bounds.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/proof.hpp"

namespace eksplan::pack {

/// Items to serve that some bin holds, the options for them, and what is said of both. Shapes are
/// spoken of by their place in `shapes`.
struct Claims {
  struct ClaimedShape {
    const Amount* demand = nullptr;
    std::int64_t count = 0;              ///< above 0
    std::optional<std::int64_t> alone;   ///< price of one item alone
    std::int64_t worth = 0;              ///< of one item, times 2^shift
    std::vector<std::size_t> conflicts;  ///< places
  };

  struct ClaimedOption {
    const Amount* capacity = nullptr;
    std::int64_t price = 0;
    std::optional<std::int64_t> max_count;
    std::int64_t surcharge = 0;  ///< times 2^shift
    const BinClaim* claim = nullptr;
    std::size_t column = 0;          ///< options with equal numbers may share a table
    std::vector<std::int64_t> most;  ///< by place: items that an empty bin holds, as far as they go
  };

  std::size_t dimensions = 0;
  int shift = 0;
  std::int64_t bin_price = 0;  ///< times 2^shift
  std::int64_t min_bins = 0;   ///< wherever there is a bin
  base::int128 forced = 0;     ///< what the items that no bin holds cost alone
  std::vector<ClaimedShape> shapes;
  std::vector<ClaimedOption> options;
};

/// The bound that the claims prove, or nothing when one of them is wrong or cannot be checked in
/// the steps that checks are given.
std::optional<std::int64_t> bound_by(const Claims& claims);

}  // namespace eksplan::pack
