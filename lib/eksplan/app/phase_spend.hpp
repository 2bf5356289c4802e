#pragma once
/// What a phase of a week spends on compute.

#include <cstdint>
#include <vector>

#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {

struct PhaseSpend {
  units::Decimal hours;             ///< of the week
  units::HourlyRate fargate;        ///< as it is paid
  std::vector<std::int64_t> nodes;  ///< by group of the week's plan
};

}  // namespace eksplan::app
