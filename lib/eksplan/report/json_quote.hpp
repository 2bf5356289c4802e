#pragma once
/// Text as a string of JSON. Private to this room.

#include <string>
#include <string_view>

namespace eksplan::report {

/// Appends `value` in quotes. What is not UTF-8 shows a replacement character: JSON has no other
/// way to hold it.
void append_quoted(std::string& text, std::string_view value);

std::string json_quoted(std::string_view value);

}  // namespace eksplan::report
