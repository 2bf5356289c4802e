#pragma once
/// Rows as JSON: between processes, and for other programs.

#include <string>
#include <string_view>
#include <vector>

#include "comparison.hpp"

namespace eksplan::bench {

/// One line without an end of line; read_row(row_text(row)) is the row again.
std::string row_text(const Row& row);
Row read_row(std::string_view text);

}  // namespace eksplan::bench
