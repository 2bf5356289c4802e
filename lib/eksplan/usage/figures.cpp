#include "eksplan/usage/figures.hpp"

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/units/quantity.hpp"

namespace eksplan::usage {
namespace {

constexpr int kNanoPlaces = 9;

// What stands in the text times 10^places, 0 or more and within 64 bits.
base::Parsed<std::int64_t> parse_amount(std::string_view text, int places, std::int64_t unit) {
  const auto value = base::parse_decimal(text, places);
  if (!value) {
    return value.fault();
  }
  if (*value < 0) {
    return base::Fault{fmt::format("'{}' is negative", text), "an amount is 0 or more"};
  }
  const auto amount = base::narrow(*value);
  const auto scaled = amount ? base::checked_mul(*amount, unit) : std::nullopt;
  if (!scaled) {
    return base::Fault{fmt::format("'{}' is too large", text), ""};
  }
  return *scaled;
}

base::Parsed<units::Quantity> parse_positive(std::string_view text) {
  auto quantity = units::parse_quantity(text);
  if (quantity && quantity->nanos() < 0) {
    return base::Fault{fmt::format("'{}' is negative", text), "an amount is 0 or more"};
  }
  return quantity;
}

template <class Unit>
base::Parsed<Unit> as(const base::Parsed<std::int64_t>& amount, Unit (*make)(std::int64_t)) {
  return amount ? base::Parsed<Unit>(make(*amount)) : base::Parsed<Unit>(amount.fault());
}

template <class Unit>
base::Parsed<Unit> within_64_bits(std::string_view text, base::int128 amount,
                                  Unit (*make)(std::int64_t)) {
  const auto narrowed = base::narrow(amount);
  if (!narrowed) {
    return base::Fault{fmt::format("'{}' is too large", text), ""};
  }
  return make(*narrowed);
}

}  // namespace

base::Parsed<units::NanoCpu> parse_cores(std::string_view text) {
  return as(parse_amount(text, kNanoPlaces, 1), units::NanoCpu::from_nanos);
}

base::Parsed<units::Bytes> parse_bytes(std::string_view text) {
  return as(parse_amount(text, 0, 1), units::Bytes::from_count);
}

base::Parsed<units::Bytes> parse_mebibytes(std::string_view text) {
  return as(parse_amount(text, 0, units::Bytes::kMib), units::Bytes::from_count);
}

base::Parsed<std::int64_t> parse_count(std::string_view text) {
  return parse_amount(text, 0, 1);
}

base::Parsed<units::NanoCpu> parse_cpu(std::string_view text) {
  const auto quantity = parse_positive(text);
  return quantity ? within_64_bits(text, quantity->nanos(), units::NanoCpu::from_nanos)
                  : base::Parsed<units::NanoCpu>(quantity.fault());
}

base::Parsed<units::Bytes> parse_memory(std::string_view text) {
  const auto quantity = parse_positive(text);
  return quantity ? within_64_bits(text, quantity->units_up(), units::Bytes::from_count)
                  : base::Parsed<units::Bytes>(quantity.fault());
}

base::Parsed<units::HourlyRate> parse_monthly(std::string_view text) {
  constexpr std::int64_t kTwoMonthsHours = 1461;  // 2 x 30.4375 days x 24 hours
  const auto nanos = parse_amount(text, kNanoPlaces, 1);
  if (!nanos) {
    return nanos.fault();
  }
  return units::HourlyRate::per_hour(
      units::Money::from_nanos(base::div_half_up(base::int128{*nanos} * 2, kTwoMonthsHours)));
}

}  // namespace eksplan::usage
