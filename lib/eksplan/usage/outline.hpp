#pragma once
/// The keys of a JSON object without reading the rest: enough to say what a file is. Private to
/// this room.

#include <string_view>
#include <vector>

namespace eksplan::usage {

struct Outline {
  std::vector<std::string_view> keys;           ///< of the object, as they are written
  std::vector<std::string_view> keys_of_first;  ///< of its first value that is an object
  std::string_view api_version;                 ///< where it is a string
  std::string_view kind;

  bool has(std::string_view key) const;
  bool first_has(std::string_view key) const;
};

/// Of the object that `text` begins with. Looking ends at what is not JSON, and once apiVersion or
/// kind has been seen, as dumps are long.
Outline outline(std::string_view text);

}  // namespace eksplan::usage
