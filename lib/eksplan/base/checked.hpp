#pragma once
/// Integer arithmetic for amounts that come from outside: nothing here overflows silently.

#include <cstdint>
#include <limits>
#include <optional>

namespace eksplan::base {

__extension__ using int128 = __int128;
__extension__ using uint128 = unsigned __int128;

/// a + b, or nothing when it leaves the range of int64.
constexpr std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) {
    return std::nullopt;
  }
  return sum;
}

/// a * b, or nothing when it leaves the range of int64.
constexpr std::optional<std::int64_t> checked_mul(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) {
    return std::nullopt;
  }
  return product;
}

/// `value` as int64, or nothing when it does not fit.
constexpr std::optional<std::int64_t> narrow(int128 value) {
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

/// How many binary digits a number has; 0 has none.
constexpr int binary_digits(int128 value) {
  int count = 0;
  for (; value > 0; value /= 2) {
    ++count;
  }
  return count;
}

/// floor(a / b) for b > 0.
constexpr int128 div_floor(int128 a, int128 b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/// ceil(a / b) for b > 0.
constexpr int128 div_ceil(int128 a, int128 b) {
  return -div_floor(-a, b);
}

/// a / b for b > 0, rounded to the nearest whole number, halves away from zero.
constexpr int128 div_half_up(int128 a, int128 b) {
  return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

/// a * b / c rounded half away from zero; a * b must stay below 2^127, c > 0.
constexpr int128 mul_div_half_up(int128 a, int128 b, int128 c) {
  return div_half_up(a * b, c);
}

/// a * b / c rounded down; a * b must stay below 2^127, c > 0.
constexpr int128 mul_div_floor(int128 a, int128 b, int128 c) {
  return div_floor(a * b, c);
}

}  // namespace eksplan::base
