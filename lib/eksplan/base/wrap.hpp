#pragma once
/// Text in lines of a given width.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::base {

/// `text`, broken at blanks, in lines of at most `columns` of a terminal; a word that is longer is
/// cut. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace eksplan::base
