#include "eksplan/doc/line_index.hpp"

#include <algorithm>
#include <cstring>

#include "eksplan/base/text.hpp"

namespace eksplan::doc {
namespace {

constexpr std::size_t kBlock = 512;  // short: a position counts the lines of half a block
constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

std::uint64_t load(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// How many bytes of the eight have their high bit set in `marks`.
std::size_t marked(std::uint64_t marks) {
  return ((marks >> 7U) * kOnes) >> 56U;
}

std::uint64_t line_breaks_in(std::uint64_t word) {
  const std::uint64_t differing = word ^ (kOnes * '\n');
  return ~(((differing & ~kHighBits) + ~kHighBits) | differing) & kHighBits;
}

std::size_t count_line_breaks(std::string_view text) {
  std::size_t count = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    count += marked(line_breaks_in(load(text.data() + i)));
  }
  return count + static_cast<std::size_t>(
                     std::count(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), '\n'));
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  std::size_t continued = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    const std::uint64_t word = load(text.data() + i);
    continued += marked(word & ~(word << 1U) & kHighBits);
  }
  for (; i < text.size(); ++i) {
    continued += base::continues_utf8(text[i]) ? 1U : 0U;
  }
  return text.size() - continued;
}

bool is_ascii(std::string_view text) {
  std::uint64_t any = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    any |= load(text.data() + i);
  }
  for (; i < text.size(); ++i) {
    any |= static_cast<unsigned char>(text[i]);
  }
  return (any & kHighBits) == 0;
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
  const auto before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::string_view line_around(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto begin = line_begin(text, offset);
  auto line = text.substr(begin, text.find('\n', offset) - begin);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

LineIndex::LineIndex(std::string_view text) : text_(text) {
  blocks_.reserve(text.size() / kBlock + 1);
  Block next{0, 0};
  for (std::size_t begin = 0; begin <= text.size(); begin += kBlock) {
    blocks_.push_back(next);
    const auto block = text.substr(begin, kBlock);
    const auto breaks = count_line_breaks(block);
    if (breaks == 0) {
      next.characters += static_cast<std::uint32_t>(count_characters(block));
    } else {
      next.lines += static_cast<std::uint32_t>(breaks);
      next.characters =
          static_cast<std::uint32_t>(count_characters(block.substr(block.rfind('\n') + 1)));
    }
  }
}

Position LineIndex::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const Block& block = blocks_[offset / kBlock];
  const auto before = text_.substr(offset / kBlock * kBlock, offset % kBlock);
  const auto line = block.lines + static_cast<std::uint32_t>(count_line_breaks(before)) + 1;
  const auto last_break = before.rfind('\n');
  const auto on_line =
      last_break == std::string_view::npos ? before : before.substr(last_break + 1);
  const auto earlier = last_break == std::string_view::npos ? block.characters : 0;
  return {line, earlier + static_cast<std::uint32_t>(count_characters(on_line)) + 1};
}

}  // namespace eksplan::doc
