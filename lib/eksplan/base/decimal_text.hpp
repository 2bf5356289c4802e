#pragma once
/// Decimal numbers as text, exactly: no floating point between the digits that were read and those
/// that are written.

#include <string>
#include <string_view>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/parsed.hpp"

namespace eksplan::base {

/// `text` ([+-]digits[.digits], also .5 and 5., optional exponent e[+-]digits as JSON and floats
/// print it) times 10^places. Digits beyond `places` are rounded half away from zero; a value of
/// 10^36 or more is a fault.
Parsed<int128> parse_decimal(std::string_view text, int places);

/// value / 10^places in its shortest exact form: "0.0123425", "12", "-3.5".
std::string decimal_text(int128 value, int places);

/// The same with exactly `digits` decimals, rounded half away from zero: "0.01", "12.00".
std::string rounded_text(int128 value, int places, int digits);

/// "1,234,567" from "1234567"; decimals and sign stay.
std::string with_thousands(std::string_view number);

}  // namespace eksplan::base
