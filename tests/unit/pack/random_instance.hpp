#pragma once
/// Random packing instances by seed.

#include <cstdint>

#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

/// A handful of items and options, with every feature: caps, conflicts, lots, alone prices, limits,
/// groups.
Instance tiny_instance(std::uint64_t seed);

/// Up to 20 shapes, up to a few hundred items, up to 30 options in the proportions of real
/// machines.
Instance middling_instance(std::uint64_t seed);

}  // namespace eksplan::pack
