#include "eksplan/k8s/read_custom.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/read_volumes.hpp"
#include "eksplan/k8s/read_workload.hpp"
#include "eksplan/k8s/replicas.hpp"

namespace eksplan::k8s {
namespace {

using model::WorkloadKind;

constexpr std::int64_t kKedaMaxJobs = 100;

// A count that an annotation holds as text; the old spelling of its name is tried as well.
std::optional<std::int64_t> annotated_count(const model::Labels& annotations,
                                            std::array<const char*, 2> names) {
  for (const auto* name : names) {
    const auto found = annotations.find(name);
    const auto value = found == annotations.end()
                           ? std::nullopt
                           : base::parse_decimal(found->second, 0).optional();
    if (value && *value >= 0 && *value <= kMaxInt32) {
      return static_cast<std::int64_t>(*value);
    }
  }
  return std::nullopt;
}

model::ReplicaCount times(model::ReplicaCount jobs, std::int64_t pods) {
  jobs.spec *= pods;  // both are below 2^31
  jobs.min *= pods;
  jobs.expected *= pods;
  jobs.max *= pods;
  return jobs;
}

}  // namespace

std::optional<std::pair<std::string, RolloutRef>> read_workload_ref(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  const auto ref = fields.mapping("spec.workloadRef");
  if (!ref) {
    return std::nullopt;
  }
  const doc::Fields ref_fields(*ref, in.reading.found);
  const auto kind = ref_fields.string("kind").value_or("Deployment");
  const auto name = ref_fields.required_string("name").value_or("");
  return std::pair{scaler_key(in.object.id.namespace_name, kind, name),
                   RolloutRef{in.object.id.name, count_at(fields, "spec.replicas", kMaxInt32)}};
}

std::optional<model::Workload> read_rollout(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  const auto ref = fields.mapping("spec.workloadRef");
  if (!ref) {
    return read_replicated(in, WorkloadKind::other);
  }
  const auto name = doc::Fields(*ref, in.reading.found).string("name").value_or("");
  if (in.index.count(object_key("apps/Deployment", in.object.id.namespace_name, name)) == 0) {
    doc::report(in.reading.found, *ref, diag::kK8sPodTemplateUncounted,
                fmt::format("Rollout '{}' runs the pods of '{}', which is not in the input",
                            in.object.id.name, name),
                "add the Deployment to the input", diag::Severity::warning);
  }
  return std::nullopt;
}

std::optional<model::Workload> read_replicated_custom(const ObjectInput& in) {
  auto workload = read_replicated(in, WorkloadKind::other);
  workload.volume_claims =
      claims_at(doc::Fields(in.node, in.reading.found), "spec.volumeClaimTemplates", in.reading);
  return workload;
}

std::optional<model::Workload> read_knative_service(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::other, "spec.template");
  const auto& annotations = workload.pod.annotations;
  const auto least = annotated_count(
      annotations, {"autoscaling.knative.dev/min-scale", "autoscaling.knative.dev/minScale"});
  auto most = annotated_count(
      annotations, {"autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale"});
  if (most == 0) {
    most.reset();  // Knative: 0 is no bound
  }
  workload.replicas = scaled_replicas(least.value_or(0), most);
  return workload;
}

std::optional<model::Workload> read_scaled_job(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::other, "spec.jobTargetRef.template");
  const doc::Fields fields(in.node, in.reading.found);
  const auto least = count_at(fields, "spec.minReplicaCount", kMaxInt32).value_or(0);
  const auto most = count_at(fields, "spec.maxReplicaCount", kMaxInt32).value_or(kKedaMaxJobs);
  const auto job_spec = fields.mapping("spec.jobTargetRef");
  const auto times_of_job =
      job_spec ? read_job_times(doc::Fields(*job_spec, in.reading.found)) : model::JobTimes{};
  workload.replicas = times(scaled_replicas(least, most), count_job_pods(times_of_job).expected);
  return workload;
}

std::optional<model::Workload> read_stack(const ObjectInput& in) {
  auto workload = read_replicated(in, WorkloadKind::other, "spec.podTemplate");
  const doc::Fields fields(in.node, in.reading.found);
  for (const auto* path : {"spec.autoscaler", "spec.horizontalPodAutoscaler"}) {
    if (const auto node = fields.mapping(path)) {
      const doc::Fields bounds(*node, in.reading.found);
      model::HorizontalPodAutoscaler scaler;
      scaler.min_replicas = count_at(bounds, "minReplicas", kMaxInt32).value_or(1);
      scaler.max_replicas =
          std::max(count_at(bounds, "maxReplicas", kMaxInt32).value_or(1), *scaler.min_replicas);
      workload.replicas = count_replicas(count_at(fields, "spec.replicas", kMaxInt32), &scaler);
      break;
    }
  }
  return workload;
}

std::optional<model::Workload> read_runner_set(const ObjectInput& in) {
  auto workload = read_frame(in, WorkloadKind::other, "spec.template");
  const doc::Fields fields(in.node, in.reading.found);
  workload.replicas = scaled_replicas(count_at(fields, "spec.minRunners", kMaxInt32).value_or(0),
                                      count_at(fields, "spec.maxRunners", kMaxInt32));
  return workload;
}

}  // namespace eksplan::k8s
