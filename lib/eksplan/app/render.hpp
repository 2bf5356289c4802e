#pragma once
/// A result in every format that was asked for.

#include "eksplan/app/outcome.hpp"
#include "eksplan/app/run_options.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

/// Fills `outcome` with standard output and files.
void render(const report::Result& result, const RunOptions& options, Outcome& outcome);

}  // namespace eksplan::app
