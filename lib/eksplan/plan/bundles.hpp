#pragma once
/// Pods that have to be on one node with others, welded into units.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "eksplan/plan/arrangement.hpp"

namespace eksplan::plan {

/// Items that are welded to each other, or one alone.
struct Bundle {
  std::vector<std::size_t> items;  ///< sorted
  std::vector<Parcel> parcels;     ///< all pods of the items that are not refused
};

struct Bundles {
  std::vector<Bundle> bundles;  ///< by first item; every item that takes part is in one
  std::map<std::size_t, Refused> refused;
};

/// Each dependent goes with the item of which there are most pods, as evenly as counts allow:
/// smaller units find room more easily. Items whose affinity wants pods that are nowhere, or that
/// may hold no more on one node than they want there, are refused.
Bundles find_bundles(const ArrangementInput& input);

/// Of the targets of an item that are not refused the one with most pods; nothing without any.
std::optional<std::size_t> best_target(const Nearness& near, const demand::Demand& demand,
                                       const std::map<std::size_t, Refused>& refused);

/// The pods of one item, one in each unit, where its volumes let them be.
std::vector<Parcel> single_parcels(std::size_t item, std::int64_t pods,
                                   const ArrangementInput& input);

}  // namespace eksplan::plan
