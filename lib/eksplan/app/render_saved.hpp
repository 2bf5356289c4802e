#pragma once
/// `eksplan render`: a saved result in, any format of it out.

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/run_options.hpp"

namespace eksplan::app {

/// The one input is a file, or "-" for standard input. What comes out is what the command that
/// saved the result would have written. Stored gates are shown and decide nothing: whoever ran that
/// command was told.
Outcome render_saved(const RunOptions& options, const FileReader& files);

}  // namespace eksplan::app
