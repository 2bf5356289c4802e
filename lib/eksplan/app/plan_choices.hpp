#pragma once
/// What a user chose of a plan beyond what a result has fields for.

#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

/// Options with another value than the default, by name: two results with other choices must not be
/// compared.
std::vector<report::Choice> plan_choices(const EstimateOptions& options);

}  // namespace eksplan::app
