#pragma once
/// Why a pod could not be placed: what refused it on the candidates that came nearest.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/arrangement.hpp"
#include "eksplan/plan/node_options.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/plan/remedies.hpp"

namespace eksplan::plan {

/// By item: the numbers of the parcels that hold it.
using ParcelsOfItems = std::vector<std::vector<std::size_t>>;

ParcelsOfItems parcels_of_items(const std::vector<Parcel>& parcels, std::size_t items);

struct MissInput {
  const demand::Demand& demand;
  const NodeOptions& nodes;
  const Options& options;
  const Arrangement& arrangement;
  const Relations& relations;
  std::string_view region;
  const VolumeWishes& volumes;
  Remedies& remedies;
  const ParcelsOfItems& parcels_of_items;
};

/// In words for the item's pods that are unplaced.
std::string nearest_miss(std::size_t item, const MissInput& input);

}  // namespace eksplan::plan
