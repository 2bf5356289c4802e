#pragma once
/// A packing and its load for tests of bounds, and the exact answer for one bin.

#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/knapsack.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// The problem of an instance, what a packing of it serves, and that packing over the problem's
/// options.
struct Served {
  Problem problem;
  Load load;
  Draft draft;
};

Served served_by(const Instance& instance, const Packing& packing);

/// The most that items in one bin of `option` are worth, by trying everything.
std::int64_t most_by_trying(const Scope& scope, std::size_t option, const Worths& worths);

}  // namespace eksplan::pack
