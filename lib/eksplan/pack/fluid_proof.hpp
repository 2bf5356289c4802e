#pragma once
/// Prices on rows in integers, checked: what they prove needs no trust in the linear program.

#include <optional>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/fluid_rows.hpp"
#include "eksplan/pack/relaxation.hpp"

namespace eksplan::pack {

/// Prices on rows times 2^shift, such that no bin offers more than it costs.
struct RowPrices {
  std::vector<base::int128> prices;
  int shift = 0;
};

/// What a bin of `option` offers at these prices, times 2^shift; nothing on overflow.
std::optional<base::int128> sum_of_offers(const FluidRows& rows, const RowPrices& proof,
                                          std::size_t option);

/// The guess, rounded down and shrunk until it is a proof; nothing when it is too far off.
std::optional<RowPrices> prove(const FluidRows& rows, const Guess& guess, int shift);

/// What one item of the shape costs at least in a bin, times 2^shift.
base::int128 worth_in_bins(const FluidRows& rows, const RowPrices& proof, std::size_t shape);

}  // namespace eksplan::pack
