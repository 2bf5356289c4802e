#pragma once
/// Custom resources whose pods are simple enough to count. All are
/// WorkloadKind::other and keep their own kind in their id.

#include <optional>

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

/// Argo Rollout. One with a workloadRef runs the pods of a Deployment, which is counted instead; a
/// missing one is reported.
std::optional<model::Workload> read_rollout(const ObjectInput& in);

/// The Deployment that a Rollout names in workloadRef, as scaler_key, and the Rollout's own count.
std::optional<std::pair<std::string, RolloutRef>> read_workload_ref(const ObjectInput& in);

/// OpenKruise CloneSet, StatefulSet; OpenShift DeploymentConfig.
std::optional<model::Workload> read_replicated_custom(const ObjectInput& in);

/// Knative Service and Configuration: autoscaling.knative.dev/min-scale to max-scale.
std::optional<model::Workload> read_knative_service(const ObjectInput& in);

/// KEDA ScaledJob: minReplicaCount to maxReplicaCount Jobs at once.
std::optional<model::Workload> read_scaled_job(const ObjectInput& in);

/// Zalando Stack.
std::optional<model::Workload> read_stack(const ObjectInput& in);

/// GitHub's AutoscalingRunnerSet: minRunners to maxRunners.
std::optional<model::Workload> read_runner_set(const ObjectInput& in);

}  // namespace eksplan::k8s
