#pragma once
/// The costs of a week from those of its phases.

#include <chrono>
#include <cstdint>
#include <vector>

#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::cost {

inline constexpr std::int64_t kHoursOfWeek = 168;

/// Lengths of phases as hours to nine places that add up to those of a week: each rounded down, and
/// what is missing is a billionth each for those that lost most, the first of equals. The lengths
/// add up to a week.
std::vector<units::Decimal> hours_of_phases(const std::vector<std::chrono::seconds>& lengths);

/// One phase: what it costs while it lasts.
struct PhaseCosts {
  units::Decimal hours;  ///< of the week; those of all phases add up to kHoursOfWeek
  const plan::Plan* plan = nullptr;
  const CostedPlan* costs = nullptr;
};

/// A node group over the week.
struct GroupOverWeek {
  plan::NodeGroup group;  ///< its count is that of the most nodes
  std::int64_t min_count = 0;
  std::int64_t max_count = 0;
  units::HourlyRate hourly;  ///< mean of its instances
};

struct WeekCosts {
  /// Means by hours. The total is the exact mean of the phases' totals, rounded half away from zero
  /// to a nano-dollar, once. Each line is the mean of its phases' lines rounded down, and what is
  /// missing to the total is a nano-dollar each on the lines that lost most, the first of equals;
  /// so they add up, and a line is within two nano-dollars of its exact mean. Quantities are means
  /// to nine places.
  CostedPlan mean;
  std::vector<GroupOverWeek> groups;  ///< of all phases, by name; lines and the next refer to them
  std::vector<std::vector<plan::GroupIndex>> group_of;  ///< by phase and its own group
};

/// At least one phase, all of one demand's items.
WeekCosts over_week(const std::vector<PhaseCosts>& phases);

}  // namespace eksplan::cost
