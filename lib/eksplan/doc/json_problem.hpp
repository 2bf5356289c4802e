#pragma once
/// What is wrong with a JSON text, in words that tell what to do.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {

inline bool is_json_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// What should have stood where something else does; in a stream the next value, or nothing.
enum class JsonPlace : std::uint8_t {
  stream,
  value,
  key,
  colon,
  mapping_separator,
  sequence_separator
};

/// `found` stands at `offset` instead.
Problem unexpected_token(std::string_view found, std::size_t offset, JsonPlace place);

/// The backslash at `offset` begins no escape.
Problem wrong_escape(std::string_view text, std::size_t offset);

/// A string holds the control character at `offset`.
Problem control_in_string(std::string_view text, std::size_t offset);

/// The string that begins at `offset` has no end.
Problem open_string(std::size_t offset);

}  // namespace eksplan::doc
