#include "eksplan/units/money.hpp"

#include "eksplan/base/decimal_text.hpp"

namespace eksplan::units {

std::string Money::text() const {
  return base::decimal_text(nanos_, 9);
}

std::string Money::text_with(int digits) const {
  return base::rounded_text(nanos_, 9, digits);
}

base::Parsed<Money> parse_price(std::string_view text) {
  const auto nanos = base::parse_decimal(text, 9);
  if (!nanos) {
    return base::Fault{fmt::format("'{}' is not a price", text),
                       "write dollars with a dot, such as 0.096"};
  }
  if (*nanos < 0) {
    return base::Fault{fmt::format("'{}' is negative", text), "a price is 0 or more"};
  }
  const auto finer = base::parse_decimal(text, 15);
  if (finer && *finer != *nanos * 1'000'000) {
    return base::Fault{fmt::format("'{}' is finer than a billionth of a dollar", text),
                       "write at most nine decimals"};
  }
  return Money::from_nanos(*nanos);
}

}  // namespace eksplan::units
