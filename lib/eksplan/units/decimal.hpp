#pragma once
/// An exact decimal with nine places: quantities of cost lines, ratios, anything that is neither
/// money nor a resource.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/parsed.hpp"

namespace eksplan::units {

class Decimal {
 public:
  constexpr Decimal() = default;

  static constexpr Decimal from_billionths(base::int128 value) { return Decimal{value}; }

  static constexpr Decimal whole(std::int64_t value) { return Decimal{base::int128{value} * kOne}; }

  constexpr base::int128 billionths() const { return value_; }

  constexpr Decimal operator+(Decimal other) const { return Decimal{value_ + other.value_}; }

  constexpr Decimal operator-(Decimal other) const { return Decimal{value_ - other.value_}; }

  constexpr Decimal operator*(std::int64_t factor) const { return Decimal{value_ * factor}; }

  constexpr auto operator<=>(const Decimal&) const = default;

  /// Shortest exact text: "0.75", "3".
  std::string text() const;

  static constexpr std::int64_t kOne = 1'000'000'000;

 private:
  constexpr explicit Decimal(base::int128 value) : value_(value) {}

  base::int128 value_ = 0;
};

/// "0.75" or "3"; finer than nine places rounds half away from zero.
base::Parsed<Decimal> parse_decimal(std::string_view text);

}  // namespace eksplan::units

template <>
struct fmt::formatter<eksplan::units::Decimal> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const eksplan::units::Decimal& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(value.text(), context);
  }
};
