#pragma once
/// Something that runs pods: what eksplan places and prices.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/model/object_id.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::model {

enum class WorkloadKind : std::uint8_t {
  deployment,
  stateful_set,
  daemon_set,
  replica_set,
  replication_controller,
  job,
  cron_job,
  pod,
  other
};

/// A claim that a StatefulSet makes for each of its pods, or that stands by itself.
struct VolumeClaim {
  std::string name;
  std::optional<std::string> storage_class;  ///< absent = the cluster's default; "" = none wanted
  std::vector<std::string> access_modes;
  units::Bytes requested;
  bool block_mode = false;  ///< volumeMode: Block
  std::string volume_name;  ///< spec.volumeName: bound to that PersistentVolume
  Place at;

  bool operator==(const VolumeClaim&) const = default;
};

/// Where the number of pods comes from.
enum class ReplicaSource : std::uint8_t {
  spec,        ///< spec.replicas, or its default of 1
  autoscaler,  ///< bounded by an HPA's minReplicas and maxReplicas
  job,         ///< min(parallelism, completions)
  node_count,  ///< DaemonSet: one per node that it may run on
  single,      ///< a bare Pod
};

/// Pods of a workload. `expected` is what is planned.
struct ReplicaCount {
  std::int64_t spec = 1;
  std::int64_t min = 1;
  std::int64_t expected = 1;
  std::int64_t max = 1;
  ReplicaSource source = ReplicaSource::spec;

  bool operator==(const ReplicaCount&) const = default;
};

/// Jobs and CronJobs: what decides how long their pods run.
struct JobTimes {
  std::string schedule;   ///< CronJob: the cron line
  std::string time_zone;  ///< CronJob: IANA name, empty = the controller's
  bool suspended = false;
  bool overlaps = true;  ///< CronJob: concurrencyPolicy is Allow, runs go side by side
  std::optional<std::int64_t> active_deadline_seconds;
  std::optional<std::int64_t> ttl_seconds_after_finished;
  std::int64_t parallelism = 1;
  std::optional<std::int64_t> completions;
  std::optional<std::int64_t> successful_history_limit;  ///< CronJob; absent = 3
  std::optional<std::int64_t> failed_history_limit;      ///< CronJob; absent = 1
  Place schedule_at;                                     ///< CronJob: of the cron line

  bool operator==(const JobTimes&) const = default;
};

struct Workload {
  ObjectId id;
  WorkloadKind kind = WorkloadKind::deployment;
  std::string api_version;
  Labels labels;
  Labels annotations;
  AnnotationPlaces annotation_places;
  Place at;  ///< of the object's metadata.name, else of the object
  PodTemplate pod;
  ReplicaCount replicas;
  std::vector<VolumeClaim> volume_claims;  ///< StatefulSet: volumeClaimTemplates
  std::optional<JobTimes> job;
  bool daemon_pod = false;  ///< a Pod of a DaemonSet that is not in the input
  bool on_fargate = false;  ///< a running Pod that Fargate hosts already
  bool owned = false;       ///< a Pod with a controller that is not in the input
  bool added = false;       ///< not in the input: an add-on that every EKS cluster has

  bool operator==(const Workload&) const = default;
};

}  // namespace eksplan::model
