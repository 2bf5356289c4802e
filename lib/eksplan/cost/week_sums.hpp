#pragma once
/// What sums over a week are made of. Private to this room.

#include "eksplan/base/checked.hpp"
#include "eksplan/cost/week_costs.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::cost {

/// The hours of a week, in billionths.
inline constexpr base::int128 kWeek = base::int128{kHoursOfWeek} * units::Decimal::kOne;

inline units::HourlyRate rate(base::int128 nanos) {
  return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
}

}  // namespace eksplan::cost
