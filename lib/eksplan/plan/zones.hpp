#pragma once
/// Availability zones that nodes may be in.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/plan/volumes.hpp"

namespace eksplan::plan {

/// Whether any pod asks for or refuses zones, or other pods by zone, or has a volume in one: then
/// it matters in which zone a node is.
bool zones_matter(const demand::Demand& demand, const VolumeWishes& volumes);

/// Zones of a region in the order in which they are to be chosen.
struct ZoneOrder {
  std::vector<std::string_view> zones{};
  std::vector<std::string_view> bare{};  ///< those of them in which no node can be
};

/// The zones that pods name or have volumes in, and then the first of the region until there are
/// Options::zones, or, where more may be used, as many as pods that keep apart by zone or a
/// spread's minDomains need; bare ones are no help. Where pods leave a choice, it is the first one
/// too. Sorted; never empty: a region without known zones has one without a name.
std::vector<std::string> choose_zones(const demand::Demand& demand, const VolumeWishes& volumes,
                                      const ZoneOrder& order, const Options& options);

}  // namespace eksplan::plan
