#pragma once
/// Labels that a plan may put on a node group, because pods ask for them.

#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/model/object_id.hpp"

namespace eksplan::plan {

/// Every set of labels worth trying on a group: none; for each pod with a node selector or required
/// node affinity on labels that are not set by AWS or Kubernetes the least labels that satisfy them
/// (one set per alternative term); and the union of those that do not contradict each other.
/// Sorted, each once, the empty one first.
std::vector<model::Labels> label_sets(const demand::Demand& demand);

}  // namespace eksplan::plan
