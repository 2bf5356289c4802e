#pragma once
/// How many pods a workload has under an autoscaler.

#include <cstdint>
#include <optional>

#include "eksplan/model/inventory.hpp"

namespace eksplan::k8s {

/// `written` is spec.replicas, if there; `scaler` may be null. Under an HPA: what is written,
/// bounded by minReplicas and maxReplicas; without it the HPA's own status.desiredReplicas, else
/// minReplicas. A workload at 0 is not scaled by an HPA (Kubernetes: implicit maintenance mode).
/// KEDA's ScaledObject takes a workload to 0 and back; one pod at least is planned unless it is
/// paused at 0.
model::ReplicaCount count_replicas(std::optional<std::int64_t> written,
                                   const model::HorizontalPodAutoscaler* scaler);

/// The same for kinds that carry their own bounds: at least one pod is planned, `most` may be
/// absent (no bound).
model::ReplicaCount scaled_replicas(std::int64_t least, std::optional<std::int64_t> most);

/// min(parallelism, completions), with the defaults of the API.
model::ReplicaCount count_job_pods(const model::JobTimes& times);

/// Kind of the autoscalers of KEDA, as model::ObjectId::kind has it.
inline constexpr const char* kScaledObject = "ScaledObject";

}  // namespace eksplan::k8s
