#pragma once
/// Text for formats that have no way to hold bytes. Private to this room.

#include <string>
#include <string_view>

namespace eksplan::report {

/// `text` with a replacement character, U+FFFD, for every byte that is not UTF-8.
std::string valid_utf8(std::string_view text);

}  // namespace eksplan::report
