#include "eksplan/k8s/read_workload.hpp"

#include <limits>
#include <string>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/annotations.hpp"
#include "eksplan/k8s/labels.hpp"
#include "eksplan/k8s/read_cluster.hpp"
#include "eksplan/k8s/read_pod.hpp"
#include "eksplan/k8s/read_volumes.hpp"
#include "eksplan/k8s/replicas.hpp"
#include "eksplan/schedule/cron.hpp"

namespace eksplan::k8s {
namespace {

using model::WorkloadKind;

constexpr std::int64_t kMaxSeconds = std::numeric_limits<std::int64_t>::max();

const ContainerDefaults* defaults_for(const ObjectInput& in) {
  const auto found = in.around.limit_ranges.find(in.object.id.namespace_name);
  return found == in.around.limit_ranges.end() ? nullptr : &found->second;
}

const model::HorizontalPodAutoscaler* scaler_of(const ObjectInput& in, std::string_view kind,
                                                std::string_view name) {
  const auto found = in.around.scalers.find(scaler_key(in.object.id.namespace_name, kind, name));
  return found == in.around.scalers.end() ? nullptr : &found->second;
}

// Runs on a node that EKS made for it alone.
bool runs_on_fargate(const model::PodTemplate& pod) {
  return pod.annotations.count("CapacityProvisioned") != 0 ||
         is_fargate_node(pod.spec.node_name, {});
}

}  // namespace

model::Workload read_frame(const ObjectInput& in, WorkloadKind kind, std::string_view path) {
  const doc::Fields fields(in.node, in.reading.found);
  model::Workload workload;
  workload.id = in.object.id;
  workload.kind = kind;
  workload.api_version = in.object.api_version;
  workload.labels = labels_at(fields, "metadata.labels");
  workload.annotations = labels_at(fields, "metadata.annotations");
  workload.annotation_places = annotation_places_of(in.node, in.reading);
  workload.at = in.object.at;
  const auto pod = path.empty() ? std::optional(in.node) : required_mapping(fields, path);
  if (pod) {
    workload.pod = read_pod_template(
        *pod, {.defaults = defaults_for(in), .path = std::string(path)}, in.reading);
  }
  return workload;
}

model::Workload read_replicated(const ObjectInput& in, WorkloadKind kind, std::string_view path) {
  auto workload = read_frame(in, kind, path);
  const doc::Fields fields(in.node, in.reading.found);
  auto written = count_at(fields, "spec.replicas", kMaxInt32);
  const auto* scaler = scaler_of(in, in.object.id.kind, in.object.id.name);
  const auto rollout = in.around.rollouts.find(
      scaler_key(in.object.id.namespace_name, in.object.id.kind, in.object.id.name));
  if (rollout != in.around.rollouts.end()) {
    written = rollout->second.replicas ? rollout->second.replicas : written;
    const auto* rollout_scaler = scaler_of(in, "Rollout", rollout->second.name);
    scaler = rollout_scaler != nullptr ? rollout_scaler : scaler;
  }
  workload.replicas = count_replicas(written, scaler);
  return workload;
}

std::optional<model::Workload> read_deployment(const ObjectInput& in) {
  return read_replicated(in, WorkloadKind::deployment);
}

std::optional<model::Workload> read_stateful_set(const ObjectInput& in) {
  auto workload = read_replicated(in, WorkloadKind::stateful_set);
  workload.volume_claims =
      claims_at(doc::Fields(in.node, in.reading.found), "spec.volumeClaimTemplates", in.reading);
  return workload;
}

std::optional<model::Workload> read_daemon_set(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::daemon_set, "spec.template");
  workload.replicas.source = model::ReplicaSource::node_count;
  return workload;
}

std::optional<model::Workload> read_replica_set(const ObjectInput& in) {
  auto workload = read_replicated(in, WorkloadKind::replica_set);
  return workload.replicas.expected == 0 ? std::nullopt : std::optional(std::move(workload));
}

std::optional<model::Workload> read_replication_controller(const ObjectInput& in) {
  return read_replicated(in, WorkloadKind::replication_controller);
}

model::JobTimes read_job_times(const doc::Fields& job_spec) {
  model::JobTimes times;
  const auto parallelism = count_at(job_spec, "parallelism", kMaxInt32);
  times.parallelism = parallelism.value_or(1);
  times.completions = count_at(job_spec, "completions", kMaxInt32);
  if (!parallelism && !times.completions) {
    times.completions = 1;
  }
  times.suspended = job_spec.boolean("suspend").value_or(false);
  times.active_deadline_seconds = count_at(job_spec, "activeDeadlineSeconds", kMaxSeconds);
  times.ttl_seconds_after_finished = count_at(job_spec, "ttlSecondsAfterFinished", kMaxInt32);
  return times;
}

std::optional<model::Workload> read_job(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::job, "spec.template");
  const doc::Fields fields(in.node, in.reading.found);
  const auto spec = fields.mapping("spec");
  workload.job = spec ? read_job_times(doc::Fields(*spec, in.reading.found)) : model::JobTimes{};
  workload.replicas = count_job_pods(*workload.job);
  return workload;
}

std::optional<model::Workload> read_cron_job(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::cron_job, "spec.jobTemplate.spec.template");
  const doc::Fields fields(in.node, in.reading.found);
  const auto job_spec = fields.mapping("spec.jobTemplate.spec");
  auto times =
      job_spec ? read_job_times(doc::Fields(*job_spec, in.reading.found)) : model::JobTimes{};
  times.schedule = fields.required_string("spec.schedule").value_or("");
  times.schedule_at = place_at(fields, "spec.schedule", in);
  const auto cron = schedule::parse_cron(times.schedule);
  if (!times.schedule.empty() && !cron) {
    doc::report(in.reading.found, *fields.find("spec.schedule"), diag::kK8sCron,
                cron.fault().message, cron.fault().hint);
  }
  times.time_zone = fields.string("spec.timeZone").value_or("");
  times.suspended = fields.boolean("spec.suspend").value_or(false);
  times.overlaps = fields.string("spec.concurrencyPolicy").value_or("Allow") == "Allow";
  times.successful_history_limit = count_at(fields, "spec.successfulJobsHistoryLimit", kMaxInt32);
  times.failed_history_limit = count_at(fields, "spec.failedJobsHistoryLimit", kMaxInt32);
  workload.replicas = count_job_pods(times);
  workload.job = std::move(times);
  return workload;
}

std::optional<model::Workload> read_pod(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::pod, "");
  workload.replicas.source = model::ReplicaSource::single;
  workload.daemon_pod = in.object.controller_kind == "DaemonSet";
  workload.owned = !in.object.controller.empty();
  workload.on_fargate = runs_on_fargate(workload.pod);
  return workload;
}

}  // namespace eksplan::k8s
