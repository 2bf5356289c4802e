#pragma once
/// The fluid relaxation: what bins cost when items may be cut. It gives a lower bound that is
/// proven in integers, and a worth for each item that guides the packing.

#include <cstdint>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// What is to be served: by shape, how many items, and the price of one alone (kUnlimited = it
/// cannot be).
struct Load {
  std::vector<std::int64_t> counts;
  std::vector<std::int64_t> alone;
  /// By shape, items that are alone together or not at all; without lots any number may be.
  std::vector<std::vector<Lot>> lots{};
};

struct Fluid {
  std::int64_t lower_bound = 0;  ///< no way to serve the load costs less
  std::int64_t relaxed_bound =
      0;  ///< the same before it was rounded up to a sum of prices, for at least one bin
  std::vector<std::int64_t> worth;  ///< by shape: what one item may cost, times 2^worth_shift
  int worth_shift = 0;
  std::vector<double> bought;  ///< by option: how many bins the relaxation buys
  std::vector<double>
      slack;  ///< by option: the part of its price that its capacity is not worth, 0 to 1
};

/// What divides every price, so that every cost is a multiple of it.
std::int64_t common_divisor(const Problem& problem, const Load& load);

/// What the items that no bin holds cost alone.
base::int128 forced_alone(const Problem& problem, const Load& load);

/// How often rows that whole items obey, and cut ones do not, are looked for.
enum class FluidCuts : std::uint8_t { none, few };

/// Shapes of the load that no option holds must have an alone price, or count 0.
Fluid fluid(const Problem& problem, const Load& load, FluidCuts cuts = FluidCuts::few);

}  // namespace eksplan::pack
