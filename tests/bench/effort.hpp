#pragma once
/// The efforts of `eksplan estimate`, for a bare instance.

#include <cstdint>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::bench {

struct Effort {
  std::string_view name;
  std::int64_t steps = 0;  ///< pack::SolveOptions::effort, plan::Options::effort
  int bound_rounds = 0;    ///< as the planner asks for at that many steps
};

/// "quick,normal": known names, in that order.
base::Parsed<std::vector<Effort>> parse_efforts(std::string_view text);

pack::Packing solve_at(const Effort& effort, const pack::Instance& instance);

}  // namespace eksplan::bench
