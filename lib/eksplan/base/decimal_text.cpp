#include "eksplan/base/decimal_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::base {
namespace {

constexpr int128 power_of_ten(int exponent) {
  int128 power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

std::string digits_of(uint128 value) {
  if (const auto small = static_cast<std::uint64_t>(value); small == value) {
    return std::to_string(small);
  }
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(value % 10U));
    value /= 10U;
  } while (value != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// What the text says before any scaling: sign, digits without the point, and the power of ten of
// the last digit.
struct Digits {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

std::optional<int> read_exponent(std::string_view text) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
  }
  int exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty() || exponent > 400 ||
      exponent < -400) {
    return std::nullopt;
  }
  return exponent;
}

std::optional<Digits> read_digits(std::string_view text) {
  Digits read;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    read.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const auto e = text.find_first_of("eE");
  if (e != std::string_view::npos) {
    const auto exponent = read_exponent(text.substr(e + 1));
    if (!exponent) {
      return std::nullopt;
    }
    read.exponent = *exponent;
    text = text.substr(0, e);
  }
  bool point = false;
  for (const char c : text) {
    if (is_digit(c)) {
      read.digits += c;
      read.exponent -= point ? 1 : 0;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      return std::nullopt;
    }
  }
  return read.digits.empty() ? std::nullopt : std::optional(read);
}

// The usual case, a short number without sign and exponent, without going through a text of digits.
std::optional<int128> short_decimal(std::string_view text, int places) {
  constexpr std::size_t kMostDigits = 18;
  constexpr std::size_t kMostPlaces = 18;
  std::int64_t value = 0;
  std::size_t digits = 0;
  std::size_t decimals = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(c) || ++digits > kMostDigits) {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
    decimals += point ? 1U : 0U;
  }
  if (digits == 0 || places < 0 || static_cast<std::size_t>(places) > kMostPlaces) {
    return std::nullopt;
  }
  const auto shift = places - static_cast<int>(decimals);
  if (shift >= 0) {
    return value * power_of_ten(shift);
  }
  const auto divisor = static_cast<std::int64_t>(power_of_ten(-shift));  // 10^18 at most
  return (value + divisor / 2) / divisor;
}

}  // namespace

Parsed<int128> parse_decimal(std::string_view text, int places) {
  if (const auto value = short_decimal(text, places)) {
    return *value;
  }
  const auto read = read_digits(text);
  if (!read) {
    return Fault{fmt::format("'{}' is not a decimal number", text),
                 "write digits with a dot, such as 0.096"};
  }
  int shift = read->exponent + places;
  std::string digits = read->digits;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  bool round_up = false;
  while (shift < 0 && !digits.empty()) {
    round_up = digits.back() >= '5';
    digits.pop_back();
    ++shift;
  }
  if (digits.empty()) {
    round_up = round_up && shift == 0;
    shift = 0;
  }
  if (digits != "0" && static_cast<int>(digits.size()) + shift > 36) {
    return Fault{fmt::format("'{}' is too large", text), ""};
  }
  int128 value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
  }
  value = value == 0 ? 0 : value * power_of_ten(shift);
  value += round_up ? 1 : 0;
  return read->negative ? -value : value;
}

std::string decimal_text(int128 value, int places) {
  std::string text = rounded_text(value, places, places);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text;
}

std::string rounded_text(int128 value, int places, int digits) {
  if (digits < places) {
    value = div_half_up(value, power_of_ten(places - digits));
    places = digits;
  }
  const bool negative = value < 0;
  std::string text =
      digits_of(negative ? -static_cast<uint128>(value) : static_cast<uint128>(value));
  const auto wanted = static_cast<std::size_t>(places) + 1;
  if (text.size() < wanted) {
    text.insert(0, wanted - text.size(), '0');
  }
  if (places > 0) {
    text.insert(text.size() - static_cast<std::size_t>(places), 1, '.');
  }
  if (digits > places) {
    text += places == 0 ? "." : "";
    text.append(static_cast<std::size_t>(digits - places), '0');
  }
  return negative ? "-" + text : text;
}

std::string with_thousands(std::string_view number) {
  std::string text(number);
  const auto point = std::min(text.find('.'), text.size());
  const std::size_t first = !text.empty() && text.front() == '-' ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

}  // namespace eksplan::base
