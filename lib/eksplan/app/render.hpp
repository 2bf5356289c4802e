#pragma once
/// A result, or a difference, in every format that was asked for.

#include "eksplan/app/outcome.hpp"
#include "eksplan/app/run_options.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

/// Fills `outcome` with standard output and files.
void render(const report::Result& result, const RunOptions& options, Outcome& outcome);
void render(const report::DiffResult& result, const RunOptions& options, Outcome& outcome);

}  // namespace eksplan::app
