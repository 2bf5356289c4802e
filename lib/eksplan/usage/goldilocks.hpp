#pragma once
/// What `goldilocks summary` prints. Private to this room.

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

void read_goldilocks(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
