#include "eksplan/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace eksplan::base {
namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// Zero-width and wide ranges: the blocks that occur in names and messages, after Unicode 15
// EastAsianWidth.txt.
constexpr std::array<CodePointRange, 6> kZeroWidth{{
    {0x0300, 0x036F},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},
}};
constexpr std::array<CodePointRange, 12> kWide{{
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

template <std::size_t N>
bool contains(const std::array<CodePointRange, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const auto& r) { return c >= r.first && c <= r.last; });
}

bool is_ascii_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

char32_t decode(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (length == 1) {
    return byte(0);
  }
  char32_t value = byte(0) & (0xFFU >> (length + 1U));
  for (std::size_t i = 1; i < length; ++i) {
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  return value;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029 ||
         c == 0xFEFF;
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_ascii_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == separator) {
      parts.push_back(text.substr(start, i - start));
      start = i + 1;
    }
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::size_t utf8_sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) {
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues_utf8(text[at + i])) {
      return 0;
    }
  }
  const unsigned second = byte(at + 1);
  const bool overlong_or_surrogate =
      (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
      (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
  return overlong_or_surrogate ? 0 : length;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto length = utf8_sequence_length(text, i);
    if (length == 0) {
      return false;
    }
    i += length;
  }
  return true;
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto length = utf8_sequence_length(text, i);
    if (length == 0) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i]));
      ++i;
      continue;
    }
    const auto code_point = decode(text, i, length);
    if (!is_control(code_point)) {
      shown.append(text.substr(i, length));
    } else if (code_point < 0x80) {
      shown += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(code_point));
    } else {
      shown += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(code_point));
    }
    i += length;
  }
  return shown;
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto length = utf8_sequence_length(text, i);
    if (length == 0) {
      ++columns;
      ++i;
      continue;
    }
    const auto code_point = decode(text, i, length);
    columns += contains(kZeroWidth, code_point) ? 0U : contains(kWide, code_point) ? 2U : 1U;
    i += length;
  }
  return columns;
}

std::string shorten(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  if (display_width(text) <= columns) {
    return std::string(text);
  }
  const auto room = columns > display_width(ellipsis) ? columns - display_width(ellipsis) : 0;
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const auto length = std::max<std::size_t>(1, utf8_sequence_length(text, end));
    const auto width = display_width(text.substr(end, length));
    if (used + width > room) {
      break;
    }
    used += width;
    end += length;
  }
  return std::string(text.substr(0, end)) + std::string(ellipsis);
}

std::string plural(long long count, std::string_view singular, std::string_view plural_form) {
  return fmt::format("{} {}", count, count == 1 ? singular : plural_form);
}

std::string and_list(const std::vector<std::string>& words) {
  std::string sentence;
  for (std::size_t i = 0; i < words.size(); ++i) {
    sentence += i == 0 ? "" : i + 1 == words.size() ? " and " : ", ";
    sentence += words[i];
  }
  return sentence;
}

}  // namespace eksplan::base
