#pragma once
/// JSON whose numbers keep the digits they were written with.

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "eksplan/units/decimal.hpp"

namespace eksplan::support {

/// The text as a tree in which every number with a point is the string of its digits. Throws on
/// invalid JSON.
nlohmann::json parse_exact(std::string_view text);

/// A number of such a tree.
units::Decimal number(const nlohmann::json& value);

}  // namespace eksplan::support
