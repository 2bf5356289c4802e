#pragma once
/// Where strings begin and go wrong in a stretch of JSON that begins outside of one. Private to
/// this room.

#include <cstddef>
#include <string_view>

namespace eksplan::doc {

/// Whether an odd number of backslashes stands before `at`.
bool is_escaped(std::string_view text, std::size_t at);

/// The quote that opens the string which is still open at the end of the text.
std::size_t last_open_quote(std::string_view text);

struct ControlCharacter {
  std::size_t string_begin = 0;
  std::size_t at = 0;
  bool found = false;
};

/// The first one within a string.
ControlCharacter first_control_character(std::string_view text);

}  // namespace eksplan::doc
