#include "eksplan/app/diff_options.hpp"

#include <fmt/format.h>

namespace eksplan::app {

base::Parsed<units::Decimal> parse_percent(std::string_view text) {
  const auto number = text.ends_with('%') ? text.substr(0, text.size() - 1) : text;
  const auto percent = units::parse_decimal(number);
  if (!percent || *percent < units::Decimal{}) {
    return base::Fault{fmt::format("'{}' is not a percentage", text),
                       "write a number from 0 up, such as 5 or 2.5"};
  }
  return *percent;
}

base::Parsed<std::pair<std::string, units::Money>> parse_budget(std::string_view text) {
  const auto equals = text.rfind('=');
  const auto dollars = equals == std::string_view::npos || equals == 0
                           ? base::Parsed<units::Money>(base::Fault{})
                           : units::parse_price(text.substr(equals + 1));
  if (!dollars) {
    return base::Fault{fmt::format("'{}' is not a budget of a namespace", text),
                       "write a namespace and dollars a month, such as shop=200"};
  }
  return std::pair(std::string(text.substr(0, equals)), *dollars);
}

}  // namespace eksplan::app
