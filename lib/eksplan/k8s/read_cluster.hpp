#pragma once
/// Namespace, Node, ServiceAccount, PriorityClass, PodDisruptionBudget.

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

model::NamespaceObject read_namespace(const ObjectInput& in);
model::ClusterNode read_node(const ObjectInput& in);
model::ServiceAccount read_service_account(const ObjectInput& in);
model::PriorityClass read_priority_class(const ObjectInput& in);
model::PodDisruptionBudget read_pod_disruption_budget(const ObjectInput& in);

/// Whether a node of this name and these labels is one that EKS makes for a single Fargate pod.
bool is_fargate_node(std::string_view name, const model::Labels& labels);

}  // namespace eksplan::k8s
