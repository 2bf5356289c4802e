#pragma once
/// Allocations of OpenCost and Kubecost. Private to this room.

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

void read_allocation(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
