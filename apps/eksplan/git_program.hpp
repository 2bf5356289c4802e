#pragma once
/// Runs the `git` program.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"

namespace eksplan::cli {

/// What `git arguments...` with `input` as its standard input wrote to standard output. The fault
/// is the first line that it wrote to standard error when it failed. No shell is in between.
base::Parsed<std::string> run_git(const std::vector<std::string>& arguments,
                                  std::string_view input = {});

}  // namespace eksplan::cli
