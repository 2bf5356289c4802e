#pragma once
/// The independent judge of packings: shares no code with the solver.

#include <string>
#include <vector>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::pack {

/// Everything that is wrong with `packing` as a solution of `instance`, one sentence each; empty =
/// it is feasible, its cost adds up and its bound is not above its cost.
std::vector<std::string> violations(const Instance& instance, const Packing& packing);

}  // namespace eksplan::pack
