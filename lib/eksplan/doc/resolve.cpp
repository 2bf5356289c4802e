#include "eksplan/doc/resolve.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::doc {
namespace {

struct Word {
  std::string_view text;
  Kind kind;
  bool truth = false;
};

constexpr std::array kWords{
    Word{"~", Kind::null},
    Word{"null", Kind::null},
    Word{"Null", Kind::null},
    Word{"NULL", Kind::null},
    Word{"y", Kind::boolean, true},
    Word{"Y", Kind::boolean, true},
    Word{"yes", Kind::boolean, true},
    Word{"Yes", Kind::boolean, true},
    Word{"YES", Kind::boolean, true},
    Word{"true", Kind::boolean, true},
    Word{"True", Kind::boolean, true},
    Word{"TRUE", Kind::boolean, true},
    Word{"on", Kind::boolean, true},
    Word{"On", Kind::boolean, true},
    Word{"ON", Kind::boolean, true},
    Word{"n", Kind::boolean},
    Word{"N", Kind::boolean},
    Word{"no", Kind::boolean},
    Word{"No", Kind::boolean},
    Word{"NO", Kind::boolean},
    Word{"false", Kind::boolean},
    Word{"False", Kind::boolean},
    Word{"FALSE", Kind::boolean},
    Word{"off", Kind::boolean},
    Word{"Off", Kind::boolean},
    Word{"OFF", Kind::boolean},
    Word{".nan", Kind::floating},
    Word{".NaN", Kind::floating},
    Word{".NAN", Kind::floating},
    Word{".inf", Kind::floating},
    Word{".Inf", Kind::floating},
    Word{".INF", Kind::floating},
    Word{"+.inf", Kind::floating},
    Word{"+.Inf", Kind::floating},
    Word{"+.INF", Kind::floating},
    Word{"-.inf", Kind::floating},
    Word{"-.Inf", Kind::floating},
    Word{"-.INF", Kind::floating},
};

constexpr std::size_t kLongestWord = 5;

std::optional<Resolved> word(std::string_view text) {
  if (text.size() > kLongestWord) {
    return std::nullopt;
  }
  const auto* const found =
      std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) { return w.text == text; });
  if (found == kWords.end()) {
    return std::nullopt;
  }
  return Resolved{found->kind, found->truth};
}

int digit_value(char c) {
  if (base::is_digit(c)) {
    return c - '0';
  }
  const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

// The digits of a number in `base`, as a value of at most 64 bits.
std::optional<std::uint64_t> parse_digits(std::string_view digits, unsigned base) {
  if (digits.empty()) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char c : digits) {
    const int digit = digit_value(c);
    if (digit >= static_cast<int>(base) ||
        __builtin_mul_overflow(value, std::uint64_t{base}, &value) ||
        __builtin_add_overflow(value, static_cast<std::uint64_t>(digit), &value)) {
      return std::nullopt;
    }
  }
  return value;
}

// Splits off the prefix of 0x1F, 0b101, 0o17 or 017, and gives its base; 10 when there is none.
unsigned take_base(std::string_view& digits) {
  if (digits.size() < 2 || digits[0] != '0') {
    return 10;
  }
  switch (digits[1]) {
    case 'x':
    case 'X':
      digits.remove_prefix(2);
      return 16;
    case 'b':
    case 'B':
      digits.remove_prefix(2);
      return 2;
    case 'o':
    case 'O':
      digits.remove_prefix(2);
      return 8;
    default:
      digits.remove_prefix(1);
      return 8;
  }
}

bool is_decimal(std::string_view digits) {
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), base::is_digit) &&
         (digits.size() == 1 || digits[0] != '0');
}

// `number` is free of underscores.
std::optional<Resolved> integer(std::string_view number) {
  const bool negative = number.starts_with('-');
  std::string_view digits = number;
  if (negative || number.starts_with('+')) {
    digits.remove_prefix(1);
  }
  if (is_decimal(digits)) {
    return Resolved{Kind::integer, false,
                    (negative && digits != "0" ? "-" : "") + std::string(digits)};
  }
  const unsigned base = take_base(digits);
  const auto value = base == 10 ? std::nullopt : parse_digits(digits, base);
  constexpr auto kLowest = std::uint64_t{1} << 63U;
  if (!value || (negative && *value > kLowest)) {
    return std::nullopt;
  }
  return Resolved{Kind::integer, false,
                  (negative && *value != 0 ? "-" : "") + std::to_string(*value)};
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), base::is_digit) -
                                  text.begin());
}

// [+-]digits[.digits] or [+-].digits with an optional exponent, in the range of a double: beyond it
// kubectl's reader leaves a string.
bool is_float(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const auto whole = count_digits(text);
  const auto integral = text.substr(0, whole);
  text.remove_prefix(whole);
  std::size_t decimals = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimals = count_digits(text);
    text.remove_prefix(decimals);
  }
  if (whole + decimals == 0) {
    return false;
  }
  const auto zeros = std::min(integral.find_first_not_of('0'), whole);
  const auto magnitude = static_cast<std::int64_t>(whole - zeros);
  constexpr std::int64_t kLargestExponent = 309;
  if (text.empty()) {
    return magnitude <= kLargestExponent;
  }
  if (text[0] != 'e' && text[0] != 'E') {
    return false;
  }
  text.remove_prefix(1);
  const bool small = text.starts_with('-');
  if (small || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  if (text.empty() || count_digits(text) != text.size()) {
    return false;
  }
  const auto exponent = parse_digits(text, 10).value_or(std::numeric_limits<std::uint32_t>::max());
  return small ||
         magnitude + static_cast<std::int64_t>(std::min<std::uint64_t>(exponent, 1'000'000)) <=
             kLargestExponent;
}

std::optional<Resolved> number(std::string_view text) {
  std::string plain;
  std::string_view bare = text;
  if (text.find('_') != std::string_view::npos) {
    if (text.front() == '.') {
      return std::nullopt;
    }
    plain = text;
    plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
    bare = plain;
  }
  if (auto whole = integer(bare)) {
    if (whole->rewritten == text) {
      whole->rewritten.clear();
    }
    return whole;
  }
  if (is_float(bare)) {
    return Resolved{Kind::floating, false,
                    bare.size() == text.size() ? std::string{} : std::string(bare)};
  }
  return std::nullopt;
}

}  // namespace

Resolved resolve_plain(std::string_view text) {
  if (text.empty()) {
    return {Kind::null};
  }
  const char first = text.front();
  if (base::is_digit(first)) {
    return number(text).value_or(Resolved{});
  }
  constexpr std::string_view kFirstOfWords = "yYnNtTfFoO~.+-";
  if (kFirstOfWords.find(first) == std::string_view::npos) {
    return {};
  }
  if (auto found = word(text)) {
    return *found;
  }
  if (first == '.' || first == '+' || first == '-') {
    return number(text).value_or(Resolved{});
  }
  return {};
}

std::optional<Resolved> resolve_tagged(std::string_view tag, std::string_view text) {
  constexpr std::string_view kYaml = "tag:yaml.org,2002:";
  if (!tag.starts_with(kYaml)) {
    return Resolved{};
  }
  tag.remove_prefix(kYaml.size());
  auto plain = resolve_plain(text);
  if (tag == "int" || tag == "bool" || tag == "null") {
    const auto wanted = tag == "int" ? Kind::integer : tag == "bool" ? Kind::boolean : Kind::null;
    return plain.kind == wanted ? std::optional(plain) : std::nullopt;
  }
  if (tag == "float") {
    if (plain.kind == Kind::integer) {
      plain.kind = Kind::floating;
    }
    return plain.kind == Kind::floating ? std::optional(plain) : std::nullopt;
  }
  return Resolved{};
}

}  // namespace eksplan::doc
