#include "eksplan/plan/whereabouts.hpp"

#include <set>

#include "eksplan/plan/node_options.hpp"

namespace eksplan::plan {
namespace {

// On Fargate every pod has a node of its own: who wants others beside it cannot be there, and whom
// it wants has to be where it is. One pod that will do for itself is fine.
std::set<std::size_t> need_a_shared_node(const demand::Demand& demand, const Relations& relations) {
  std::set<std::size_t> items;
  for (const auto& [item, near] : relations.near) {
    const bool alone = near.itself && near.targets.empty() && near.daemons.empty() &&
                       demand.items[item].replicas == 1;
    if (near.by_node && !alone) {
      items.insert(item);
      items.insert(near.targets.begin(), near.targets.end());
    }
  }
  return items;
}

}  // namespace

LeftOut leave_out(const demand::Demand& demand, const std::vector<FargateAnswer>& fargate,
                  const Relations& all, PlacementMode placement) {
  LeftOut out;
  out.any.assign(demand.items.size(), false);
  const auto on_nodes = need_a_shared_node(demand, all);
  std::int64_t pods = 0;
  const auto leave = [&](std::size_t item, std::vector<std::size_t>& list) {
    list.push_back(item);
    out.any[item] = true;
  };
  for (std::size_t item = 0; item < demand.items.size(); ++item) {
    const auto& wanted = demand.items[item];
    if (wanted.is_daemon || wanted.replicas == 0) {
      continue;
    }
    if (wanted.replicas > kMostPods - pods) {
      leave(item, out.too_many);
      continue;
    }
    pods += wanted.replicas;
    // A profile takes its pods also when they cannot run on Fargate.
    const auto& answer = fargate[item];
    if (placement == PlacementMode::fargate && answer.available && !on_nodes.contains(item)) {
      leave(item, out.on_fargate);
    } else if (placement == PlacementMode::profiles && answer.profile) {
      leave(item, answer.available ? out.on_fargate : out.pending);
    }
  }
  return out;
}

}  // namespace eksplan::plan
