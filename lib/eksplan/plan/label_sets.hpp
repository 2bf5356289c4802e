#pragma once
/// Labels that a plan may put on a node group because pods ask for them, and taints.

#include <compare>
#include <string>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/model/object_id.hpp"

namespace eksplan::plan {

struct LabelSet {
  model::Labels labels{};
  std::vector<model::Taint> taints{};    ///< that nodes with these labels have, sorted
  std::vector<std::string> resources{};  ///< extended resources of which a type has to have one;
                                         ///< empty: any type

  auto operator<=>(const LabelSet&) const = default;
};

/// Every set of labels worth trying on a group: none; for each pod with a node selector or required
/// node affinity on labels that are not set by AWS or Kubernetes the least labels that satisfy them
/// (one set per alternative term); and the union of those that do not contradict each other. Where
/// only tainted nodes of the cluster that the inventory describes satisfy a pod, their labels and
/// taints take the place of the least labels.
///
/// Then each of them that has no taint once more with a taint that keeps other pods off nodes with
/// an accelerator: for types with an extended resource of which every pod that asks for it
/// tolerates the taint by its key, the one named like the resource if there are several. Sorted,
/// the empty one first.
std::vector<LabelSet> label_sets(const demand::Demand& demand, const model::Inventory& inventory);

}  // namespace eksplan::plan
