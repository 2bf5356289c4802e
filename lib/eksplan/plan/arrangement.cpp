#include "eksplan/plan/arrangement.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/plan/bundles.hpp"
#include "eksplan/plan/zone_planner.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::plan {
namespace {

bool share_volumes(const VolumeWishes& volumes) {
  return std::ranges::any_of(volumes, [](const auto& entry) {
    return !entry.second.shared.empty() || entry.second.one_pod;
  });
}

// Wishes by zone, and for company on a node, are none that Fargate meets: what it gives a pod is a
// node of its own in a zone that nobody chooses (EKS user guide, "Define which Pods use AWS
// Fargate": no topologySpreadConstraints). Whom they speak of stays on nodes too.
std::vector<bool> bound_to_nodes(const ArrangementInput& input) {
  std::vector<bool> bound(input.demand.items.size(), false);
  const auto bind = [&](const auto& items) {
    for (const auto i : items) {
      bound[i] = true;
    }
  };
  for (std::size_t i = 0; i < bound.size(); ++i) {
    bound[i] = rules::has_zone_wish(input.demand.items[i].workload);
  }
  for (const auto& [i, near] : input.relations.near) {
    const bool alone = near.itself && near.targets.empty() && near.daemons.empty() &&
                       input.demand.items[i].replicas == 1;
    if (near.by_zone || (near.by_node && !alone)) {
      bound[i] = true;
      bind(near.targets);
    }
  }
  for (const auto& [i, others] : input.relations.apart_by_zone) {
    bound[i] = true;
  }
  for (const auto& spread : input.relations.spreads) {
    bind(spread.members);
  }
  return bound;
}

}  // namespace

std::vector<Parcel> loose_parcels(const ArrangementInput& input) {
  std::vector<Parcel> parcels;
  for (std::size_t i = 0; i < input.demand.items.size(); ++i) {
    const auto& item = input.demand.items[i];
    if (!input.left_out[i] && !item.is_daemon && item.replicas > 0) {
      for (auto& parcel : single_parcels(i, item.replicas, input)) {
        parcels.push_back(std::move(parcel));
      }
    }
  }
  return parcels;
}

bool Parcel::holds(std::size_t item) const {
  return std::ranges::any_of(pods, [item](const PodsOf& of) { return of.item.value == item; });
}

Arrangement arrange(const ArrangementInput& input) {
  Arrangement arranged;
  arranged.on_nodes = bound_to_nodes(input);
  const bool plain = input.relations.empty() && !share_volumes(input.volumes);
  if (plain || input.nodes.options.empty()) {
    arranged.parcels = loose_parcels(input);
    return arranged;
  }
  auto bundles = find_bundles(input);
  plan_zones(input, bundles);
  for (auto& bundle : bundles.bundles) {
    for (auto& parcel : bundle.parcels) {
      arranged.parcels.push_back(std::move(parcel));
    }
  }
  arranged.refused = std::move(bundles.refused);
  return arranged;
}

}  // namespace eksplan::plan
