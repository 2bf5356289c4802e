#pragma once
/// What items wish of zones, whatever pods are where.

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "eksplan/plan/arrangement.hpp"
#include "eksplan/plan/relations.hpp"
#include "eksplan/plan/zone_set.hpp"

namespace eksplan::plan {

class ZoneWishes {
 public:
  /// Refers to what the input refers to.
  explicit ZoneWishes(const ArrangementInput& input);

  /// How many zones nodes are planned for.
  std::size_t zones() const { return zones_; }

  /// Zones with nodes that the item's own selectors, affinity and tolerations accept.
  ZoneSet eligible(std::size_t i) const;

  /// Zones that a spread compares: those with nodes that it takes into account, whether its pods
  /// may be there or not.
  ZoneSet domains(const ZoneSpread& spread) const;

  bool wants_near_by_zone(std::size_t i) const;
  bool is_apart_from_itself(std::size_t i) const;

  /// Whether its pods are to be divided over zones.
  bool is_split(std::size_t i) const;

  /// Numbers of the spreads that count the item's pods, its own ones first.
  const std::vector<std::size_t>& spreads_of(std::size_t i) const;

  /// Items that want this one in their zone.
  const std::vector<std::size_t>& wanted_by(std::size_t i) const;

 private:
  void collect_kinds();

  ArrangementInput in_;
  std::size_t zones_;
  std::map<std::size_t, std::vector<std::size_t>> spreads_of_;
  std::map<std::size_t, std::vector<std::size_t>> wanted_by_;
  std::vector<std::pair<std::size_t, std::size_t>> kinds_;  // zone and kind of node
};

}  // namespace eksplan::plan
