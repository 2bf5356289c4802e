#pragma once
/// Shares as text.

#include <cstdint>
#include <string>

namespace eksplan::bench {

/// By how much `value` is above `base` (above 0), with two digits: "12.34 %".
std::string percent_above(std::int64_t value, std::int64_t base);

}  // namespace eksplan::bench
