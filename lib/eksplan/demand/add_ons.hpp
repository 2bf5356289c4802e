#pragma once
/// Pods that every EKS cluster runs, as workloads.

#include <vector>

#include "eksplan/demand/demand.hpp"

namespace eksplan::demand {

inline constexpr std::string_view kSystemNamespace = "kube-system";

/// The add-ons that the input does not hold itself, in the order given.
std::vector<model::Workload> missing_add_ons(const std::vector<model::Workload>& workloads,
                                             const std::vector<AddOnPods>& add_ons,
                                             bool ebs_in_use);

}  // namespace eksplan::demand
