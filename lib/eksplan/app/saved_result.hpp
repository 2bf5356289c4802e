#pragma once
/// The first stage of every command on saved results.

#include <optional>
#include <string>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/saved/read.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::app {

/// The result in `path`, or in standard input for "-". Nothing when it cannot be read or something
/// in it is wrong, which `found` says.
std::optional<saved::Result> read_saved(const std::string& path, const FileReader& files,
                                        diag::Diagnostics& found);

/// The same of a result or a difference.
std::optional<saved::Saved> read_any_saved(const std::string& path, const FileReader& files,
                                           diag::Diagnostics& found);

}  // namespace eksplan::app
