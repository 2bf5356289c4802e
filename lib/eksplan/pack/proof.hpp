#pragma once
/// A proof of a lower bound in the terms of an Instance, and its check. Whole numbers only; the
/// check needs no solver and shares no code with what finds bounds.
///
/// What it says: serve no item for less than its worth. Every item is worth at most what it costs
/// alone; the items in a bin, and the bin itself, are together worth at most what the bin costs (a
/// bin that may hold more shrinks the whole bound in proportion). So whoever serves all items pays
/// at least what they are worth together.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "eksplan/pack/instance.hpp"

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
  std::vector<std::int64_t> shares;  ///< by dimension: what all of it is worth, times 2^shift; with
                                     ///< `table` nothing is read of it
  std::size_t first = 0;             ///< table only: the dimensions and their units
  std::size_t second = 0;
  Amount first_unit = 1;
  Amount second_unit = 1;

  bool operator==(const BinClaim&) const = default;
};

struct Proof {
  /// What is said of an option that nothing beats.
  struct OptionClaim {
    std::size_t option = 0;      ///< in Instance::options
    std::int64_t surcharge = 0;  ///< what buying one is worth beyond its price because no more than
                                 ///< max_count may be bought, times 2^shift; 0 without a max_count
    BinClaim claim;

    bool operator==(const OptionClaim&) const = default;
  };

  std::int64_t bound = 0;            ///< no way to serve the items costs less
  int shift = 0;                     ///< 0 to 40
  std::vector<std::int64_t> worths;  ///< by shape, times 2^shift
  std::int64_t bin_price = 0;        ///< what each bin is worth by itself, times 2^shift
  std::vector<OptionClaim> claims;   ///< by option, each once
  /// An option, and one with a claim that beats it: allowed for at least the same shapes, holding
  /// at least as much, no dearer, and without a max_count. By option, each once. Options that are
  /// neither here nor in `claims` are allowed for no shape.
  std::vector<std::pair<std::size_t, std::size_t>> dominated;

  bool operator==(const Proof&) const = default;
};

/// The bound that the proof really proves for serving all items but `unplaced` (by shape) of them:
/// recomputed from the instance and everything in the proof except Proof::bound. Nothing when a
/// claim in it is wrong, or cannot be checked in the steps that checks are given. Regards neither
/// max_groups nor lots, which can only raise the cost. Linear in shapes times options, but for
/// claims by search and by table.
std::optional<std::int64_t> proven_by(const Instance& instance,
                                      const std::vector<std::int64_t>& unplaced,
                                      const Proof& proof);

}  // namespace eksplan::pack
