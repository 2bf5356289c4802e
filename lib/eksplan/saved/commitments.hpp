#pragma once
/// What is worth committing to of what a plan buys on demand; written and read back as it is.

#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::saved {

/// Money that may be below 0.
struct Saving {
  units::Money hourly;
  units::Money monthly;
};

/// What a savings plan takes off a price.
struct SavingsRate {
  std::string of;         ///< "fargate", or an instance type
  units::Decimal saving;  ///< of 1
  std::string source;
  std::string as_of;  ///< empty where the user gave it
};

/// What an hour of what a plan may cover costs in the mean of the week, the commitment with it.
struct CommitmentPoint {
  units::Money commitment;
  units::Money hourly;
};

/// The Compute Savings Plan of a term that costs least.
struct SavingsPlan {
  std::string term;         ///< "1yr", "3yr"
  std::string payment;      ///< "no-upfront"; empty where nothing says so
  units::Money commitment;  ///< an hour; 0 = none is worth it
  units::Money eligible;    ///< an hour in the mean of the week: what it may cover, on demand
  Saving saving;
  std::vector<CommitmentPoint> curve;     ///< by commitment, from 0 on
  std::vector<SavingsRate> rates;         ///< Fargate first, then by type
  std::vector<std::string> without_rate;  ///< what it leaves out, as there is no rate
};

/// Reserved nodes of a group for a term: how many of them cost least.
struct Reservation {
  std::string group;
  std::string instance_type;
  std::string term;
  std::int64_t count = 0;
  std::int64_t of = 0;  ///< the most nodes that the group has in the week
  units::Money hourly_per_node;
  Saving saving;
};

/// A savings plan and reservations of the nodes that it covers are alternatives.
struct Commitments {
  std::vector<SavingsPlan> savings_plans;  ///< by term
  std::vector<Reservation> reserved;       ///< by group and term; only those that save

  bool empty() const { return savings_plans.empty() && reserved.empty(); }
};

}  // namespace eksplan::saved
