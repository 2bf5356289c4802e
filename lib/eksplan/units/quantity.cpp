#include "eksplan/units/quantity.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::units {
namespace {

using base::int128;

constexpr int128 kLimit = int128{1'000'000'000'000'000} * 1'000'000'000'000'000'000;  // 10^24 units
constexpr int kNanoDigits = 9;

// A suffix as what it multiplies by: 2^binary * 10^decimal.
struct Suffix {
  int binary = 0;
  int decimal = 0;
};

struct NamedSuffix {
  std::string_view name;
  Suffix value;
};

constexpr std::array<NamedSuffix, 16> kSuffixes{{
    {"", {0, 0}},
    {"n", {0, -9}},
    {"u", {0, -6}},
    {"m", {0, -3}},
    {"k", {0, 3}},
    {"M", {0, 6}},
    {"G", {0, 9}},
    {"T", {0, 12}},
    {"P", {0, 15}},
    {"E", {0, 18}},
    {"Ki", {10, 0}},
    {"Mi", {20, 0}},
    {"Gi", {30, 0}},
    {"Ti", {40, 0}},
    {"Pi", {50, 0}},
    {"Ei", {60, 0}},
}};

std::optional<int> read_exponent(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text.empty()) {
    return std::nullopt;
  }
  int exponent = 0;
  for (const char c : text) {
    if (!base::is_digit(c)) {
      return std::nullopt;
    }
    exponent = std::min(exponent * 10 + (c - '0'), 10'000);
  }
  return negative ? -exponent : exponent;
}

std::optional<Suffix> read_suffix(std::string_view text) {
  for (const auto& [name, value] : kSuffixes) {
    if (text == name) {
      return value;
    }
  }
  if (text.front() == 'e' || text.front() == 'E') {
    const auto exponent = read_exponent(text.substr(1));
    return exponent ? std::optional(Suffix{0, *exponent}) : std::nullopt;
  }
  return std::nullopt;
}

std::string hint_for(std::string_view text, std::string_view number, std::string_view suffix) {
  if (base::trim(text) != text) {
    return "write it without blanks";
  }
  if (text.find('_') != std::string_view::npos || text.find(',') != std::string_view::npos) {
    return "write the digits without separators, such as 1000";
  }
  const auto lower = base::to_lower(base::trim(suffix));
  if (!number.empty() && lower == "k") {
    return fmt::format("write {}k for thousands, {}Ki for 1024s", number, number);
  }
  for (const auto unit : {"k", "m", "g", "t", "p", "e"}) {
    if (number.empty() ||
        !(lower == unit || lower == fmt::format("{}b", unit) || lower == fmt::format("{}i", unit) ||
          lower == fmt::format("{}ib", unit) || lower == fmt::format("{}{}", unit, unit))) {
      continue;
    }
    const char upper = unit[0] == 'k' ? 'K' : static_cast<char>(unit[0] - 'a' + 'A');
    return unit == std::string_view("m") && lower == "mm"
               ? fmt::format("write {}m for thousandths", number)
               : fmt::format("write {}{}i, or {}{} for powers of ten", number, upper, number,
                             unit[0] == 'k' ? 'k' : upper);
  }
  return "write a number with an optional suffix, such as 250m, 0.5, 512Mi or 2Gi";
}

// The digits of a number with at most one point, as one integer and the power of ten of its last
// digit. Digits that can only matter for rounding beyond a nano are folded into `inexact`.
struct Mantissa {
  int128 value = 0;
  int exponent = 0;
  bool inexact = false;
};

std::optional<Mantissa> read_mantissa(std::string_view number) {
  constexpr int128 kRoom = int128{1} << 105U;
  Mantissa mantissa;
  bool point = false;
  bool any = false;
  for (const char c : number) {
    if (c == '.') {
      if (point) {
        return std::nullopt;
      }
      point = true;
      continue;
    }
    any = true;
    if (mantissa.value < kRoom) {
      mantissa.value = mantissa.value * 10 + (c - '0');
      mantissa.exponent -= point ? 1 : 0;
    } else {
      mantissa.inexact = mantissa.inexact || c != '0';
      mantissa.exponent += point ? 0 : 1;
    }
  }
  return any ? std::optional(mantissa) : std::nullopt;
}

// value * 2^binary * 10^decimal, rounded away from zero to a whole number; nothing when it reaches
// kLimit.
std::optional<int128> scale(Mantissa mantissa, int binary, int decimal) {
  int128 value = mantissa.value;
  bool inexact = mantissa.inexact;
  if (value == 0) {
    return int128{0};
  }
  // Divide by ten first where both directions are due, so that the product stays small; the
  // remainder only rounds up.
  for (; binary > 0 && value < (int128{1} << 125U); --binary) {
    value *= 2;
  }
  for (; decimal < 0 && value != 0; ++decimal) {
    if (binary > 0) {
      inexact = inexact || value % 10 != 0;
      value /= 10;
      for (; binary > 0 && value < (int128{1} << 125U); --binary) {
        value *= 2;
      }
      continue;
    }
    inexact = inexact || value % 10 != 0;
    value /= 10;
  }
  for (; decimal > 0; --decimal) {
    if (value >= kLimit) {
      return std::nullopt;
    }
    value *= 10;
  }
  if (binary > 0 || value >= kLimit) {
    return std::nullopt;
  }
  return value + (inexact ? 1 : 0);
}

}  // namespace

base::Parsed<Quantity> parse_quantity(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::size_t start = !text.empty() && (text.front() == '-' || text.front() == '+') ? 1 : 0;
  std::size_t end = start;
  while (end < text.size() && (base::is_digit(text[end]) || text[end] == '.')) {
    ++end;
  }
  const auto number = text.substr(start, end - start);
  const auto suffix_text = text.substr(end);
  const auto mantissa = read_mantissa(number);
  const auto suffix = mantissa ? read_suffix(suffix_text) : std::nullopt;
  if (!suffix) {
    return base::Fault{fmt::format("'{}' is not an amount", text),
                       hint_for(text, number, suffix_text)};
  }
  auto nanos = scale(*mantissa, suffix->binary, suffix->decimal + mantissa->exponent + kNanoDigits);
  const int128 cap = int128{std::numeric_limits<std::int64_t>::max()} * 1'000'000'000;
  if (suffix->binary > 0 && (!nanos || *nanos > cap)) {
    nanos = cap;
  }
  if (!nanos) {
    return base::Fault{fmt::format("'{}' is too large", text),
                       "amounts go up to 9223372036854775807"};
  }
  return Quantity::from_nanos(negative ? -*nanos : *nanos);
}

}  // namespace eksplan::units
