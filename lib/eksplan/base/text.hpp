#pragma once
/// Text helpers: ASCII case, trimming, splitting, UTF-8 and what may reach a terminal.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::base {

/// Lower-case copy; only ASCII letters change.
std::string to_lower(std::string_view text);

/// Whether it is one of 0 to 9, whatever the locale.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether it is a byte within a UTF-8 sequence, behind its first.
constexpr bool continues_utf8(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Without blanks, tabs, CR and LF at both ends.
std::string_view trim(std::string_view text);

/// The parts between `separator`s, empty ones included; "" gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Length in bytes of the valid UTF-8 sequence at `text[at]`, or 0 when there is none (overlong
/// forms, surrogates and values above U+10FFFF are not valid).
std::size_t utf8_sequence_length(std::string_view text, std::size_t at);

bool is_utf8(std::string_view text);

/// The text with every control character (C0, DEL, C1, bidirectional controls) and every invalid
/// byte written as \xNN or \u{N}, so that it can neither move the cursor nor change what a terminal
/// shows.
std::string printable(std::string_view text);

/// The text with a blank for each tab and line break.
std::string on_one_line(std::string_view text);

/// Columns a terminal needs for `text` (which should be printable): combining marks 0, East Asian
/// wide forms 2.
std::size_t display_width(std::string_view text);

/// At most `columns` wide; a cut text ends in `ellipsis`.
std::string shorten(std::string_view text, std::size_t columns, std::string_view ellipsis = "...");

/// "1 pod", "2 pods".
std::string plural(long long count, std::string_view singular, std::string_view plural_form);

/// "a, b and c".
std::string and_list(const std::vector<std::string>& words);

}  // namespace eksplan::base
