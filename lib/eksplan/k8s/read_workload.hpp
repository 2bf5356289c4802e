#pragma once
/// The workloads of Kubernetes itself. A reader returns nothing for an object that runs no pods: a
/// finished Pod, an empty ReplicaSet.

#include <optional>
#include <string_view>

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {

std::optional<model::Workload> read_deployment(const ObjectInput& in);
std::optional<model::Workload> read_stateful_set(const ObjectInput& in);
std::optional<model::Workload> read_daemon_set(const ObjectInput& in);
std::optional<model::Workload> read_replica_set(const ObjectInput& in);
std::optional<model::Workload> read_replication_controller(const ObjectInput& in);
std::optional<model::Workload> read_job(const ObjectInput& in);
std::optional<model::Workload> read_cron_job(const ObjectInput& in);
std::optional<model::Workload> read_pod(const ObjectInput& in);

/// What every workload has: who it is, its labels, and the pod template at `path`
/// ("spec.template"), an error if it is missing. An empty `path` is the object itself.
model::Workload read_frame(const ObjectInput& in, model::WorkloadKind kind, std::string_view path);

/// read_frame with spec.replicas under the autoscaler that targets the object, if any.
model::Workload read_replicated(const ObjectInput& in, model::WorkloadKind kind,
                                std::string_view path = "spec.template");

/// A Job's spec: parallelism, completions and what bounds its time.
model::JobTimes read_job_times(const doc::Fields& job_spec);

}  // namespace eksplan::k8s
