#pragma once
/// What is priced, seen as one thing, and the steps that enter its parts into the ledger. Private
/// to this room.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/cost/ledger.hpp"

namespace eksplan::cost {

struct Scene {
  const plan::Plan& plan;
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const Options& options;
  std::vector<std::int64_t>
      pods;  ///< by demand item: those that run; DaemonSets counted over the nodes

  /// Of how many pods of the item volumes are kept; those of ephemeral ones go with their pod.
  std::int64_t pods_with_volumes(plan::ItemIndex item, bool ephemeral) const;

  /// Whether objects of this namespace take part at all.
  bool selects_namespace(std::string_view namespace_name) const;

  bool selects_by_label() const { return !options.selection.selector.requirements.empty(); }
};

/// Indices of the demand, as their own type.
inline plan::ItemIndex item_index(std::size_t index) {
  return plan::ItemIndex{index};
}

std::vector<std::int64_t> running_pods(const plan::Plan& plan, const demand::Demand& demand);

void charge_compute(const Scene& scene, Ledger& ledger);  ///< control plane, Fargate, nodes
void charge_storage(const Scene& scene, Ledger& ledger);  ///< persistent volumes
void charge_network(const Scene& scene, Ledger& ledger);  ///< NAT, load balancers, public addresses

/// Splits what the node lines of `costed` cost into shares, overhead and idle.
void share_nodes(const Scene& scene, CostedPlan& costed);

}  // namespace eksplan::cost
