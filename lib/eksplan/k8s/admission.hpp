#pragma once
/// What the API server fills in before a pod is scheduled (Kubernetes: SetDefaults_Pod,
/// then the LimitRanger admission plugin).

#include <map>
#include <string>

#include "eksplan/model/pod.hpp"

namespace eksplan::k8s {

/// What the LimitRanges of one namespace give to containers that say nothing.
struct ContainerDefaults {
  model::ResourceList limits;
  model::ResourceList requests;

  bool operator==(const ContainerDefaults&) const = default;
};

/// By namespace.
using LimitRanges = std::map<std::string, ContainerDefaults>;

/// Fills, in this order: each container's missing requests from its limits; missing pod-level
/// requests from what the containers ask, else from the pod-level limits, where
/// spec.resources.limits is set; then what is still missing from `defaults` (may be null). Returns
/// whether `defaults` filled in anything.
bool admit(model::PodSpec& spec, const ContainerDefaults* defaults);

}  // namespace eksplan::k8s
