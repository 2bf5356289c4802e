#include "eksplan/units/decimal.hpp"

#include "eksplan/base/decimal_text.hpp"

namespace eksplan::units {

std::string Decimal::text() const {
  return base::decimal_text(value_, 9);
}

base::Parsed<Decimal> parse_decimal(std::string_view text) {
  const auto value = base::parse_decimal(text, 9);
  if (!value) {
    return value.fault();
  }
  return Decimal::from_billionths(*value);
}

}  // namespace eksplan::units
