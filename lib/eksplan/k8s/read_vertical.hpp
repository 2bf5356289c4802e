#pragma once
/// VerticalPodAutoscaler of autoscaling.k8s.io.

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

/// The resources it controls are those of any container policy that is not Off; without a policy
/// that applies to a container both cpu and memory. The oldest objects (v1beta1) select pods
/// instead of naming a target, which is empty then.
model::VerticalPodAutoscaler read_vertical_autoscaler(const ObjectInput& in);

}  // namespace eksplan::k8s
