#pragma once
/// Small workloads and rows of usage.

#include <string>
#include <utility>
#include <vector>

#include "eksplan/model/effective_requests.hpp"
#include "eksplan/model/usage.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::sizing {

inline units::Quantity millis(std::int64_t count) {
  return units::Quantity::from_nanos(base::int128{count} * 1'000'000);
}

inline units::Quantity mebibytes(std::int64_t count) {
  return units::Quantity::from_nanos(base::int128{count} * units::Bytes::kMib * 1'000'000'000);
}

inline model::Container container(std::string name, std::int64_t cpu_millis,
                                  std::int64_t memory_mib) {
  model::Container made;
  made.name = std::move(name);
  made.requests["cpu"] = {millis(cpu_millis), {}};
  made.requests["memory"] = {mebibytes(memory_mib), {}};
  return made;
}

inline void settle(model::Workload& workload) {
  const auto requests = model::effective_requests(workload.pod.spec);
  workload.pod.requests = requests->with_overhead;
  workload.pod.requests_without_overhead = requests->without_overhead;
}

/// One container "c" with 500m and 512 MiB; "Deployment", "StatefulSet" ... as the kind.
inline model::Workload workload(const std::string& kind, const std::string& name,
                                const std::string& name_space = "shop") {
  using model::WorkloadKind;
  static const std::vector<std::pair<std::string, WorkloadKind>> kinds{
      {"Deployment", WorkloadKind::deployment},
      {"StatefulSet", WorkloadKind::stateful_set},
      {"DaemonSet", WorkloadKind::daemon_set},
      {"ReplicaSet", WorkloadKind::replica_set},
      {"Job", WorkloadKind::job},
      {"CronJob", WorkloadKind::cron_job},
      {"Pod", WorkloadKind::pod}};
  model::Workload made;
  made.id = {name_space, kind, name};
  made.kind = WorkloadKind::other;
  for (const auto& [word, value] : kinds) {
    made.kind = word == kind ? value : made.kind;
  }
  made.replicas = {2, 2, 2, 2, model::ReplicaSource::spec};
  made.pod.spec.containers = {container("c", 500, 512)};
  settle(made);
  return made;
}

inline std::vector<const model::Workload*> pointers(const std::vector<model::Workload>& all) {
  std::vector<const model::Workload*> pointers;
  for (const auto& one : all) {
    pointers.push_back(&one);
  }
  return pointers;
}

inline model::UsageAmounts amounts(std::int64_t cpu_millis, std::int64_t memory_mib) {
  return {units::NanoCpu::from_nanos(cpu_millis * 1'000'000), units::Bytes::mib(memory_mib)};
}

inline model::UsageRow pod_row(const std::string& pod, const model::UsageAmounts& used = {}) {
  model::UsageRow row;
  row.namespace_name = "shop";
  row.pod = pod;
  row.used = used;
  return row;
}

}  // namespace eksplan::sizing
