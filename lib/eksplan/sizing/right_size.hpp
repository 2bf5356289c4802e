#pragma once
/// What each workload asks for, uses and should ask for, and what the difference costs.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/rules/scene.hpp"
#include "eksplan/sizing/join.hpp"
#include "eksplan/sizing/size.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::sizing {

/// All nodes of a plan together: what they cost and what pods may have of them.
struct Room {
  units::HourlyRate hourly;
  units::MilliCpu cpu;
  units::Bytes memory;
};

/// Where the pods of a demand item run.
struct Placed {
  bool on_fargate = false;
  bool fits_fargate = false;  ///< no rule but its size keeps it off
  std::int64_t pods = 0;
};

/// The least that a pod has to ask less for, so that Fargate bills a cheaper size.
struct Trim {
  units::MilliCpu cpu;
  units::Bytes memory;
  model::FargateSize size;                  ///< then
  std::optional<units::HourlyRate> saving;  ///< of all pods

  bool operator==(const Trim&) const = default;
};

/// CPU and memory of one pod.
struct Amounts {
  units::MilliCpu cpu;
  units::Bytes memory;

  bool operator==(const Amounts&) const = default;
};

struct RightSize {
  model::ObjectId id;
  std::int64_t pods = 0;
  bool on_fargate = false;
  Amounts requested;              ///< as written, of one pod
  model::UsageAmounts used;       ///< the mean of the pods
  model::UsageAmounts used_most;  ///< the most of any pod
  Amounts recommended;            ///< see amounts_by_recommendation
  std::string used_source;
  std::string recommended_source;  ///< empty = made from usage
  std::optional<model::FargateSize> size_now;
  std::optional<model::FargateSize> size_then;  ///< with what is recommended
  /// Of all pods; below 0 = they ask for too little. On Fargate the difference of the two sizes; on
  /// nodes at the price of room: see slack.
  std::optional<units::HourlyRate> saving;
  /// What all pods ask for and do not use, in money, as kube-resource-report counts it: a pod costs
  /// the larger of its CPU by the price of a core and its memory by the price of a byte, each the
  /// cost of all nodes by all they offer; the same for its usage; the difference, 0 or more. On
  /// Fargate both costs are those of the size that it takes.
  std::optional<units::HourlyRate> slack;
  std::optional<units::HourlyRate> reported_slack;  ///< as the report itself has it
  std::optional<Trim> trim;                         ///< on Fargate

  bool operator==(const RightSize&) const = default;
};

struct RightSizing {
  const demand::Demand& demand;  ///< as written
  const Joined& usage;
  std::span<const Placed> placed;  ///< by demand item
  Room room;
  rules::UnitPrices prices;
  rules::LimitsProfile limits;
  std::int64_t headroom_percent = kDefaultHeadroom;
};

/// A row for each workload that something is known of, by id.
std::vector<RightSize> right_sizes(const RightSizing& input);

}  // namespace eksplan::sizing
