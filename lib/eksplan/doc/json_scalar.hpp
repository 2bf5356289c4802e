#pragma once
/// Scalars of JSON, from their text.

#include <cstddef>
#include <string>
#include <string_view>

namespace eksplan::doc {

/// What a number's text is: whole, with a point or an exponent, or not a number of JSON at all.
enum class JsonNumber { integer, floating, none };
JsonNumber classify_number(std::string_view text);

/// The content of a string with backslashes, between its quotes. A lone half of a surrogate pair
/// becomes U+FFFD.
struct Unescaped {
  std::string text;
  std::size_t fault = std::string_view::npos;  ///< offset of a backslash that begins no escape
};

Unescaped unescape(std::string_view content);

}  // namespace eksplan::doc
