#pragma once
/// Which items of a demand want to be near, apart from or spread with which others.

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "eksplan/demand/demand.hpp"

namespace eksplan::plan {

/// Required pod affinity of an item: every pod of it has a pod of one of these beside it.
struct Nearness {
  bool by_node = false;              ///< on its node
  bool by_zone = false;              ///< in its zone
  bool itself = false;               ///< its own pods will do
  std::vector<std::size_t> targets;  ///< items with pods of their own, itself left out, sorted
  std::vector<std::size_t> daemons;  ///< DaemonSets, sorted
};

/// A hard spread over zones.
struct ZoneSpread {
  std::size_t owner = 0;
  std::size_t wish = 0;  ///< which of the owner's constraints
  std::int64_t max_skew = 1;
  std::int64_t min_domains = 1;
  std::vector<std::size_t> members;  ///< items whose pods are counted, sorted
};

struct Relations {
  std::map<std::size_t, Nearness> near;
  /// Items that may not share a zone, both ways; an item in its own set has at most one pod in each
  /// zone.
  std::map<std::size_t, std::set<std::size_t>> apart_by_zone;
  std::set<std::size_t>
      kept_apart_by_daemons;        ///< from a DaemonSet, in whose zones they may not be
  std::vector<ZoneSpread> spreads;  ///< by owner
  /// Pairs that a hard spread over hosts counts together: sharing no node they keep to it.
  std::set<std::pair<std::size_t, std::size_t>> apart_by_node;

  bool empty() const {
    return near.empty() && apart_by_zone.empty() && kept_apart_by_daemons.empty() &&
           spreads.empty() && apart_by_node.empty();
  }
};

/// Among the items that have pods and are not in `left_out` (by item).
Relations find_relations(const demand::Demand& demand, const std::vector<bool>& left_out);

}  // namespace eksplan::plan
