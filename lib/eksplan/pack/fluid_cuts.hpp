#pragma once
/// Rows that whole items obey and cut ones do not: they lift the fluid relaxation towards the true
/// cost.

#include <vector>

#include "eksplan/pack/fluid_rows.hpp"
#include "eksplan/pack/relaxation.hpp"

namespace eksplan::pack {

/// Rows worth looking at: caps of shapes, and dimensions counted in steps of the demands that weigh
/// most.
std::vector<FluidRow> possible_cuts(const FluidRows& rows, const Load& load);

/// Adds the few of `cuts` that `guess` breaks most; false when it breaks none.
bool add_cuts(const std::vector<FluidRow>& cuts, const Load& load, const Guess& guess,
              FluidRows& rows);

}  // namespace eksplan::pack
