#pragma once
/// Availability zones that nodes may be in.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"

namespace eksplan::plan {

/// Whether a label says in which zone a node is.
bool is_zone_label(std::string_view key);

/// Whether any pod asks for or refuses zones: then it matters in which zone a node is.
bool zones_matter(const demand::Demand& demand);

/// The zones that pods name, and then the region's first ones until there are `wanted`. Sorted;
/// never empty: a region without known zones has one without a name.
std::vector<std::string> choose_zones(const demand::Demand& demand, const catalog::Region& region,
                                      std::int64_t wanted);

}  // namespace eksplan::plan
