#pragma once
/// Pods before they are packed: which go onto a node together, and in which zones they may be, so
/// that every wish for nearness, distance and even spread is met whatever the packing looks like.
/// It restricts the plan: some other arrangement may be cheaper, none that is made here is wrong.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "eksplan/plan/node_options.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/plan/relations.hpp"
#include "eksplan/plan/volumes.hpp"
#include "eksplan/plan/zone_set.hpp"

namespace eksplan::plan {

/// `units` times the same pods, each time on one node.
struct Parcel {
  std::vector<PodsOf> pods;  ///< of one unit, by item; mostly a single pod
  std::int64_t units = 0;
  ZoneSet zones{};                      ///< where it may be
  std::int64_t shared_attachments = 0;  ///< EBS volumes that the pods of a unit share

  /// A unit has pods of the item.
  bool holds(std::size_t item) const;

  auto operator<=>(const Parcel&) const = default;
};

/// Pods for which no arrangement was found.
struct Refused {
  std::int64_t pods = 0;
  std::string reason;  ///< for people
};

struct Arrangement {
  std::vector<Parcel> parcels;  ///< by first item
  std::map<std::size_t, Refused> refused;
  std::vector<bool> on_nodes;  ///< by item: its wishes cannot be met on Fargate, where each pod has
                               ///< a node of its own in a zone that nobody chooses
};

/// What arrangements are made from.
struct ArrangementInput {
  const demand::Demand& demand;
  const NodeOptions& nodes;
  const Relations& relations;
  const VolumeWishes& volumes;
  const std::vector<bool>& left_out;  ///< by item: on Fargate or nowhere, whatever else
};

Arrangement arrange(const ArrangementInput& input);

/// One pod in each unit, bound only by volumes that are there already: what every plan has to hold.
std::vector<Parcel> loose_parcels(const ArrangementInput& input);

}  // namespace eksplan::plan
