#include "eksplan/doc/json_scalar.hpp"

#include <cstdint>
#include <optional>

#include "eksplan/base/text.hpp"

namespace eksplan::doc {
namespace {

// Takes digits off the front; false when there is none.
bool take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && base::is_digit(text[count])) {
    ++count;
  }
  text.remove_prefix(count);
  return count > 0;
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  constexpr std::size_t kDigits = 4;
  if (digits.size() < kDigits) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  for (const char c : digits.substr(0, kDigits)) {
    std::uint32_t digit = 0;
    if (base::is_digit(c)) {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a') + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint32_t>(c - 'A') + 10;
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

void append_utf8(std::string& text, std::uint32_t c) {
  const auto byte = [&](std::uint32_t value) { text.push_back(static_cast<char>(value)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0U | (c >> 6U));
    byte(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0U | (c >> 12U));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  } else {
    byte(0xF0U | (c >> 18U));
    byte(0x80U | ((c >> 12U) & 0x3FU));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  }
}

bool is_high_surrogate(std::uint32_t c) {
  return c >= 0xD800 && c < 0xDC00;
}

bool is_surrogate(std::uint32_t c) {
  return c >= 0xD800 && c < 0xE000;
}

// `rest` begins with \u; gives how many bytes the escape takes, 0 when it is none.
std::size_t append_unicode_escape(std::string& text, std::string_view rest) {
  constexpr std::size_t kEscape = 6;
  constexpr std::uint32_t kReplacement = 0xFFFD;
  const auto first = hexadecimal(rest.substr(2));
  if (!first) {
    return 0;
  }
  if (is_high_surrogate(*first) && rest.substr(kEscape).starts_with("\\u")) {
    const auto second = hexadecimal(rest.substr(kEscape + 2));
    if (second && is_surrogate(*second) && !is_high_surrogate(*second)) {
      append_utf8(text, 0x10000U + ((*first - 0xD800U) << 10U) + (*second - 0xDC00U));
      return 2 * kEscape;
    }
  }
  append_utf8(text, is_surrogate(*first) ? kReplacement : *first);
  return kEscape;
}

// The character that a one-letter escape stands for; NUL for none.
char simple_escape(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

}  // namespace

JsonNumber classify_number(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const bool leading_zero = text.size() > 1 && text[0] == '0' && base::is_digit(text[1]);
  if (leading_zero || !take_digits(text)) {
    return JsonNumber::none;
  }
  if (text.empty()) {
    return JsonNumber::integer;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!take_digits(text)) {
      return JsonNumber::none;
    }
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) {
      text.remove_prefix(1);
    }
    if (!take_digits(text)) {
      return JsonNumber::none;
    }
  }
  return text.empty() ? JsonNumber::floating : JsonNumber::none;
}

Unescaped unescape(std::string_view content) {
  Unescaped result;
  result.text.reserve(content.size());
  std::size_t at = 0;
  while (at < content.size()) {
    const auto backslash = content.find('\\', at);
    result.text.append(content.substr(at, backslash - at));
    if (backslash == std::string_view::npos) {
      break;
    }
    const auto rest = content.substr(backslash);
    const char letter = rest.size() > 1 ? rest[1] : '\0';
    std::size_t taken = 0;
    if (letter == 'u') {
      taken = append_unicode_escape(result.text, rest);
    } else if (const char c = simple_escape(letter); c != '\0') {
      result.text.push_back(c);
      taken = 2;
    }
    if (taken == 0) {
      result.fault = backslash;
      return result;
    }
    at = backslash + taken;
  }
  return result;
}

}  // namespace eksplan::doc
