#pragma once
/// Byte offsets to lines and columns. The index costs 8 bytes for every 4096 of text, and a look-up
/// at most one walk over as many.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "eksplan/doc/node.hpp"

namespace eksplan::doc {

class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  /// Line and column of the byte at `offset`; an offset past the end counts as the end.
  Position position(std::size_t offset) const;

 private:
  struct Block {
    std::uint32_t lines;       // line breaks before the block
    std::uint32_t characters;  // of its first line that stand before the block
  };

  std::string_view text_;
  std::vector<Block> blocks_;
};

/// Characters (UTF-8 sequences) in `text`.
std::size_t count_characters(std::string_view text);

bool is_ascii(std::string_view text);

/// The line that `offset` stands in, without its line break.
std::string_view line_around(std::string_view text, std::size_t offset);

/// Where that line begins.
std::size_t line_begin(std::string_view text, std::size_t offset);

}  // namespace eksplan::doc
