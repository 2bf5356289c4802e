#pragma once
/// What options of `eksplan diff` say.

#include <string>
#include <string_view>
#include <utility>

#include "eksplan/base/parsed.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {

/// "5" or "2.5", with or without a percent sign; 0 or more.
base::Parsed<units::Decimal> parse_percent(std::string_view text);

/// "shop=200": dollars a month for a namespace.
base::Parsed<std::pair<std::string, units::Money>> parse_budget(std::string_view text);

}  // namespace eksplan::app
