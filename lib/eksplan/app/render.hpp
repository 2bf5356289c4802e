#pragma once
/// A result in every format that was asked for.

#include "eksplan/app/estimate.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

/// Fills `outcome` with standard output and files.
void render(const report::Result& result, const EstimateOptions& options, Outcome& outcome);

}  // namespace eksplan::app
