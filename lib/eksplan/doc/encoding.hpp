#pragma once
/// Is it text at all?

#include <cstddef>
#include <optional>
#include <string_view>

#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {

/// Length of the UTF-8 byte-order mark that the text begins with, or 0.
std::size_t byte_order_mark(std::string_view text);

/// The first byte that is not UTF-8, or the end.
std::size_t first_invalid_utf8(std::string_view text);

/// Why the text is not UTF-8 text without NUL bytes, at the first byte that shows it.
std::optional<Problem> binary(std::string_view text);

}  // namespace eksplan::doc
