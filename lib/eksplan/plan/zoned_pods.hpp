#pragma once
/// In which zones pods of bundles may be, and how many are where already.

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "eksplan/plan/bundles.hpp"
#include "eksplan/plan/zone_set.hpp"

namespace eksplan::plan {

class ZonedPods {
 public:
  /// Refers to the bundles, whose parcels may change while this lives.
  ZonedPods(const Bundles& bundles, std::size_t zones);

  /// Whether the item is in a bundle, and in which.
  bool contains(std::size_t i) const { return bundle_of_.contains(i); }

  std::size_t bundle_of(std::size_t i) const { return bundle_of_.at(i); }

  /// Of an item in a bundle.
  const std::vector<Parcel>& parcels_of(std::size_t i) const;

  /// Whether some parcel holds pods of an item in a bundle.
  bool has_pods(std::size_t i) const;

  /// Zones in which pods of an item in a bundle may be.
  ZoneSet occupied(std::size_t i) const;

  /// Counts the pods of a parcel that is for one zone.
  void count_in(const Parcel& part, std::size_t zone);

  /// Counts the item's pods no more.
  void forget(std::size_t i) { counts_.erase(i); }

  /// Pods that were counted.
  std::int64_t pods_in(const std::vector<std::size_t>& members, std::size_t zone) const;

 private:
  const Bundles* all_;
  std::size_t zones_;
  std::map<std::size_t, std::size_t> bundle_of_;
  std::map<std::size_t, std::vector<std::int64_t>> counts_;  // by zone
};

}  // namespace eksplan::plan
