#include "eksplan/k8s/replicas.hpp"

#include <algorithm>

namespace eksplan::k8s {

model::ReplicaCount count_replicas(std::optional<std::int64_t> written,
                                   const model::HorizontalPodAutoscaler* scaler) {
  const auto spec = written.value_or(1);
  const bool keda = scaler != nullptr && scaler->id.kind == kScaledObject;
  if (scaler == nullptr || (written == 0 && !keda)) {
    return {.spec = spec,
            .min = spec,
            .expected = spec,
            .max = spec,
            .source = model::ReplicaSource::spec};
  }
  const auto most = scaler->max_replicas;
  if (scaler->resting_replicas) {
    const auto wanted =
        std::ranges::max(scaler->cron, {}, &model::CronTrigger::pods).pods;  // there is one
    const auto busy = std::clamp(wanted, *scaler->resting_replicas, most);
    return {.spec = spec,
            .min = *scaler->resting_replicas,
            .expected = busy,
            .max = busy,
            .source = model::ReplicaSource::autoscaler};
  }
  const auto least = std::min(scaler->min_replicas.value_or(1), most);
  const auto planned_least = std::min(keda ? std::max<std::int64_t>(least, 1) : least, most);
  const auto wanted = written.value_or(scaler->desired_replicas.value_or(planned_least));
  return {.spec = spec,
          .min = least,
          .expected = std::clamp(wanted, planned_least, most),
          .max = most,
          .source = model::ReplicaSource::autoscaler};
}

model::ReplicaCount scaled_replicas(std::int64_t least, std::optional<std::int64_t> most) {
  const auto highest = most.value_or(std::max<std::int64_t>(least, 1));
  const auto lowest = std::min(least, highest);
  const auto expected = std::min(std::max<std::int64_t>(lowest, 1), highest);
  return {.spec = expected,
          .min = lowest,
          .expected = expected,
          .max = highest,
          .source = model::ReplicaSource::autoscaler};
}

model::ReplicaCount count_job_pods(const model::JobTimes& times) {
  const auto pods =
      times.completions ? std::min(times.parallelism, *times.completions) : times.parallelism;
  return {.spec = pods,
          .min = pods,
          .expected = pods,
          .max = pods,
          .source = model::ReplicaSource::job};
}

}  // namespace eksplan::k8s
