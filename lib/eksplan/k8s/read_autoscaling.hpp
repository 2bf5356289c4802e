#pragma once
/// HorizontalPodAutoscaler (v1, v2 and the betas) and KEDA's ScaledObject, which makes one.

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

model::HorizontalPodAutoscaler read_autoscaler(const ObjectInput& in);

/// minReplicaCount is 0 and maxReplicaCount 100 by default; the annotation
/// autoscaling.keda.sh/paused-replicas fixes the count.
model::HorizontalPodAutoscaler read_scaled_object(const ObjectInput& in);

}  // namespace eksplan::k8s
