#pragma once
/// What an unquoted YAML scalar is, as kubectl's resolver sees it (YAML 1.1 with its own octal,
/// without base 60).

#include <optional>
#include <string>
#include <string_view>

#include "eksplan/doc/node.hpp"

namespace eksplan::doc {

/// A scalar's kind and its canonical text.
struct Resolved {
  Kind kind = Kind::string;
  bool truth = false;  ///< the value of a boolean
  std::string rewritten =
      {};  ///< canonical text of a number that was written in another way; empty = as written
};

/// Booleans in all spellings (y, Yes, on), null (also ~ and nothing), integers (decimal, 0x, 0b,
/// 0o, leading 0 = octal, underscores), floats; all else, dates and 12:30 too, is a string. An
/// integer beyond 64 bits keeps its digits.
Resolved resolve_plain(std::string_view text);

/// The same when a tag says what the scalar is: "tag:yaml.org,2002:int" and its like, or "!". A tag
/// that is not YAML's own makes a string. Nothing when the text is not of the tag's type.
std::optional<Resolved> resolve_tagged(std::string_view tag, std::string_view text);

}  // namespace eksplan::doc
