#pragma once
/// US dollars in whole billionths (nano-dollars). Money comes from prices and quantities only
/// through the named operations here, each of which says how it rounds.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/units/decimal.hpp"

namespace eksplan::units {

/// An amount of dollars. 128 bits inside: no sum that input can cause overflows.
class Money {
 public:
  constexpr Money() = default;

  static constexpr Money from_nanos(base::int128 nanos) { return Money{nanos}; }

  constexpr base::int128 nanos() const { return nanos_; }

  constexpr Money operator+(Money other) const { return Money{nanos_ + other.nanos_}; }

  constexpr Money operator-(Money other) const { return Money{nanos_ - other.nanos_}; }

  constexpr Money operator-() const { return Money{-nanos_}; }

  constexpr Money operator*(std::int64_t count) const { return Money{nanos_ * count}; }

  constexpr Money& operator+=(Money other) { return *this = *this + other; }

  constexpr auto operator<=>(const Money&) const = default;

  /// price x quantity, rounded half away from zero to a nano-dollar.
  constexpr Money times(Decimal quantity) const {
    return Money{base::mul_div_half_up(nanos_, quantity.billionths(), Decimal::kOne)};
  }

  /// Shortest exact text without a currency sign: "0.0123425".
  std::string text() const;

  /// With exactly `digits` decimals, rounded half away from zero: "0.01".
  std::string text_with(int digits) const;

 private:
  constexpr explicit Money(base::int128 nanos) : nanos_(nanos) {}

  base::int128 nanos_ = 0;
};

/// Dollars per hour. Only time turns a rate into Money.
class HourlyRate {
 public:
  constexpr HourlyRate() = default;

  static constexpr HourlyRate per_hour(Money price) { return HourlyRate{price}; }

  /// A price for a month of `hours` hours as an hourly rate, rounded half away from zero to a
  /// nano-dollar.
  static constexpr HourlyRate per_month(Money price, std::int64_t hours) {
    return HourlyRate{Money::from_nanos(base::div_half_up(price.nanos(), hours))};
  }

  /// What an hour costs.
  constexpr Money hourly() const { return price_; }

  /// What `hours` hours cost, exactly.
  constexpr Money for_hours(std::int64_t hours) const { return price_ * hours; }

  constexpr HourlyRate operator+(HourlyRate other) const {
    return HourlyRate{price_ + other.price_};
  }

  constexpr HourlyRate operator-(HourlyRate other) const {
    return HourlyRate{price_ - other.price_};
  }

  constexpr HourlyRate operator*(std::int64_t count) const { return HourlyRate{price_ * count}; }

  constexpr HourlyRate& operator+=(HourlyRate other) { return *this = *this + other; }

  constexpr auto operator<=>(const HourlyRate&) const = default;

 private:
  constexpr explicit HourlyRate(Money price) : price_(price) {}

  Money price_;
};

/// AWS states monthly prices for a month of 730 hours.
inline constexpr std::int64_t kAwsMonthHours = 730;

/// "0.04048" (dollars, no sign, no thousands mark); finer than a nano-dollar is a fault, as is a
/// negative price.
base::Parsed<Money> parse_price(std::string_view text);

}  // namespace eksplan::units

template <>
struct fmt::formatter<eksplan::units::Money> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const eksplan::units::Money& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(value.text(), context);
  }
};
