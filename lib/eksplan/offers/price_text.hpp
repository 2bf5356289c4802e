#pragma once
/// Prices and days as AWS writes them.

#include <optional>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::offers {

/// "0.0960000000" in dollars, rounded half up to billionths; 0 is a price here. A fault for what is
/// no number (NaN too), for a negative price and for one that no instance can have.
base::Parsed<units::Money> parse_list_price(std::string_view text);

/// The day that a time begins with ("2026-01-16" of "2026-01-16T16:02:58Z"); nothing when it is
/// none.
std::optional<std::string> day_of(std::string_view time);

}  // namespace eksplan::offers
