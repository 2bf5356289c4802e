#pragma once
/// Workloads that no selector of a Fargate profile can tell apart.

#include <cstddef>
#include <vector>

#include "eksplan/plan/shapes.hpp"

namespace eksplan::plan {

/// Items of one namespace with the same pod labels.
struct TieClass {
  std::vector<std::size_t> items;  ///< those that may go to Fargate or to nodes
  std::vector<std::size_t> above;  ///< classes whose pods have all labels of these and more: where
                                   ///< these are on Fargate, a profile takes those as well
};

/// Sets to `nodes` what a profile could only take together with pods that stay on nodes, and tells
/// what is left: classes of which some are free to choose, but not one by one. Empty when nothing
/// ties. A profile selects by namespace and labels alone (EKS user guide, "Fargate profiles"); pods
/// that fit on no node, and those of DaemonSets, hold nobody back.
std::vector<TieClass> find_ties(const ShapingInput& input, const std::vector<bool>& left_out,
                                std::vector<Whereabouts>& whereabouts);

/// Whether some class is partly on Fargate (by item), or has one above it that is not with it.
bool are_parted(const std::vector<TieClass>& ties, const std::vector<bool>& on_fargate);

/// Nothing of a class that ties others goes to Fargate.
void tie_to_nodes(const std::vector<TieClass>& ties, std::vector<Whereabouts>& whereabouts);

/// What `on_fargate` (by item) has there as a whole goes there with all that is above it; what else
/// is tied goes to nodes.
void tie_to_fargate(const std::vector<TieClass>& ties, const std::vector<bool>& on_fargate,
                    std::vector<Whereabouts>& whereabouts);

}  // namespace eksplan::plan
