#pragma once
/// How much of what is bought on demand is worth committing to, for a week that repeats itself.
/// All sums are exact; each figure that is handed out is rounded once, half away from zero, to a
/// nano-dollar.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::cost {

/// On-demand spend that a savings plan may cover.
struct EligibleSpend {
  units::HourlyRate paid;  ///< 0 or more
  units::Decimal saving;   ///< what the plan takes off: at least 0, below 1
};

struct EligiblePhase {
  units::Decimal hours;  ///< of the week; those of all phases add up to kHoursOfWeek
  std::vector<EligibleSpend> spend;
};

/// What an hour of the eligible spend costs in the mean of the week under a commitment: the
/// commitment itself, and on demand what it does not cover.
struct CommitmentPoint {
  units::HourlyRate commitment;
  units::HourlyRate hourly;

  bool operator==(const CommitmentPoint&) const = default;
};

struct SavingsPlanAdvice {
  units::HourlyRate eligible;  ///< all on demand: `hourly` without a commitment
  CommitmentPoint best;
  /// By commitment, at most kCurvePoints of them: none, the best and all that is ever of use among
  /// them.
  std::vector<CommitmentPoint> curve;

  bool operator==(const SavingsPlanAdvice&) const = default;
};

inline constexpr std::size_t kCurvePoints = 24;

/// The commitment of a Compute Savings Plan that costs least, the smallest of equals.
///
/// In each hour a commitment covers spend at the plan's prices, which are those that are paid less
/// the saving, rounded up to a nano-dollar; the highest saving first, as AWS does it. What an hour
/// does not use is lost. The cost is convex and piecewise linear, so that the best commitment is 0
/// or one that covers the spend of some phase down to some saving: all of these are tried.
SavingsPlanAdvice advise_savings_plan(const std::vector<EligiblePhase>& phases);

/// Nodes of one group while a phase lasts.
struct NodesOfPhase {
  units::Decimal hours;
  std::int64_t count = 0;
};

struct ReservationAdvice {
  std::int64_t count = 0;    ///< of reserved nodes; 0 = none is worth it
  units::HourlyRate saving;  ///< in the mean of the week

  bool operator==(const ReservationAdvice&) const = default;
};

/// How many reserved nodes, paid for all week, cost least with nodes on demand beyond them; the
/// fewest of equals. Prices are of one node.
ReservationAdvice advise_reservation(const std::vector<NodesOfPhase>& phases,
                                     units::HourlyRate on_demand, units::HourlyRate reserved);

}  // namespace eksplan::cost
