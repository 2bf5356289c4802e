#include "eksplan/plan/zoned_pods.hpp"

#include <algorithm>

namespace eksplan::plan {

ZonedPods::ZonedPods(const Bundles& bundles, std::size_t zones) : all_(&bundles), zones_(zones) {
  for (std::size_t b = 0; b < bundles.bundles.size(); ++b) {
    for (const auto i : bundles.bundles[b].items) {
      bundle_of_[i] = b;
    }
  }
}

const std::vector<Parcel>& ZonedPods::parcels_of(std::size_t i) const {
  return all_->bundles[bundle_of_.at(i)].parcels;
}

bool ZonedPods::has_pods(std::size_t i) const {
  return std::ranges::any_of(parcels_of(i), [&](const Parcel& parcel) { return parcel.holds(i); });
}

ZoneSet ZonedPods::occupied(std::size_t i) const {
  ZoneSet zones(zones_, false);
  for (const auto& parcel : parcels_of(i)) {
    if (parcel.holds(i)) {
      for (std::size_t zone = 0; zone < zones_; ++zone) {
        zones[zone] = zones[zone] || parcel.zones.empty() || parcel.zones[zone];
      }
    }
  }
  return zones;
}

void ZonedPods::count_in(const Parcel& part, std::size_t zone) {
  for (const auto& of : part.pods) {
    auto& counts =
        counts_.emplace(of.item.value, std::vector<std::int64_t>(zones_, 0)).first->second;
    counts[zone] += of.pods * part.units;
  }
}

std::int64_t ZonedPods::pods_in(const std::vector<std::size_t>& members, std::size_t zone) const {
  std::int64_t pods = 0;
  for (const auto member : members) {
    const auto counts = counts_.find(member);
    pods += counts == counts_.end() ? 0 : counts->second[zone];
  }
  return pods;
}

}  // namespace eksplan::plan
