#pragma once
/// Why a node group has the instance type that it has: what others would take for the same pods.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// One instance type with all pods of the group on it, filled node by node: what takes the largest
/// part of a node goes first.
struct Rival {
  std::string type;
  units::HourlyRate per_node;  ///< with its root volume
  std::int64_t nodes = 0;
  units::HourlyRate hourly;
  std::string dominated_by;  ///< a type that has at least as much and costs no more; may be empty
  /// By the proof of the bound each node of this type costs at least so much more than the pods are
  /// worth that it could hold; none where the proof says nothing of the type.
  std::optional<units::HourlyRate> loss_per_node;

  bool operator==(const Rival&) const = default;
};

struct GroupRivals {
  Rival own;                   ///< the group's type, filled the same way
  units::HourlyRate planned;   ///< what the group costs as planned, with root volumes
  std::vector<Rival> nearest;  ///< cheapest first
  std::int64_t unfit = 0;      ///< types on which not every pod of the group fits or may run
};

/// The `most` types that come nearest to the group's.
GroupRivals rivals(const Plan& plan, GroupIndex group, const demand::Demand& demand,
                   const catalog::Catalogue& catalogue, const Options& options,
                   std::size_t most = 5);

}  // namespace eksplan::plan
