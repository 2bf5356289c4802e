#include "percent.hpp"

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"

namespace eksplan::bench {

std::string percent_above(std::int64_t value, std::int64_t base) {
  if (base <= 0) {
    return "-";
  }
  const auto hundredths = base::mul_div_half_up(base::int128{value} - base, 10'000, base);
  return base::rounded_text(hundredths, 2, 2) + " %";
}

}  // namespace eksplan::bench
