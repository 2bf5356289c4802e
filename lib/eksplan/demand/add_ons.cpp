#include "eksplan/demand/add_ons.hpp"

#include <algorithm>
#include <utility>

namespace eksplan::demand {
namespace {

std::string_view kind_of(const AddOnPods& add_on) {
  return add_on.daemon_set ? "DaemonSet" : "Deployment";
}

// The add-on itself, or, in a dump of pods alone, a pod of it: "aws-node-x7k2p".
bool is_of(const AddOnPods& add_on, const model::Workload& workload) {
  if (workload.id.namespace_name != kSystemNamespace) {
    return false;
  }
  if (workload.kind == model::WorkloadKind::pod) {
    return workload.id.name.starts_with(add_on.name + "-");
  }
  return workload.id.kind == kind_of(add_on) && workload.id.name == add_on.name;
}

// EKS labels the pods of its add-ons so.
model::Labels labels_of(const AddOnPods& add_on) {
  if (add_on.name == "coredns") {
    return {{"k8s-app", "kube-dns"}};
  }
  if (add_on.name.starts_with("ebs-csi-")) {
    return {{"app", add_on.name}, {"app.kubernetes.io/name", "aws-ebs-csi-driver"}};
  }
  return {{"k8s-app", add_on.name}};
}

void request(model::Container& container, const std::string& resource, base::int128 nanos) {
  if (nanos > 0) {
    container.requests[resource] = {units::Quantity::from_nanos(nanos), {}};
  }
}

model::PodTemplate pod_of(const AddOnPods& add_on) {
  constexpr std::int64_t kNanosPerMilli = 1'000'000;
  constexpr std::int64_t kNanosPerUnit = 1'000'000'000;
  model::PodTemplate pod;
  pod.labels = labels_of(add_on);
  pod.path = "spec.template.spec";
  pod.requests = add_on.requests;
  pod.requests_without_overhead = add_on.requests;
  model::Container container;
  container.name = add_on.name;
  container.written_requests = true;
  request(container, "cpu", base::int128{add_on.requests.cpu.millis()} * kNanosPerMilli);
  request(container, "memory", base::int128{add_on.requests.memory.count()} * kNanosPerUnit);
  pod.spec.containers.push_back(std::move(container));
  if (add_on.host_network) {
    pod.spec.host_network = model::Located<bool>{true, {}};
  }
  if (add_on.daemon_set) {
    model::Toleration everything;
    everything.exists = true;
    pod.spec.tolerations.push_back(std::move(everything));
  }
  return pod;
}

model::Workload workload_of(const AddOnPods& add_on) {
  model::Workload workload;
  workload.id = {std::string(kSystemNamespace), std::string(kind_of(add_on)), add_on.name};
  workload.kind =
      add_on.daemon_set ? model::WorkloadKind::daemon_set : model::WorkloadKind::deployment;
  workload.api_version = "apps/v1";
  workload.labels = labels_of(add_on);
  workload.pod = pod_of(add_on);
  const auto replicas = add_on.daemon_set ? 0 : add_on.replicas;
  const auto source =
      add_on.daemon_set ? model::ReplicaSource::node_count : model::ReplicaSource::spec;
  workload.replicas = {replicas, replicas, replicas, replicas, source};
  workload.added = true;
  return workload;
}

}  // namespace

std::vector<model::Workload> missing_add_ons(const std::vector<model::Workload>& workloads,
                                             const std::vector<AddOnPods>& add_ons,
                                             bool ebs_in_use) {
  std::vector<model::Workload> missing;
  for (const auto& add_on : add_ons) {
    const bool held = std::ranges::any_of(
        workloads, [&](const auto& workload) { return is_of(add_on, workload); });
    if (!held && (ebs_in_use || !add_on.only_with_ebs)) {
      missing.push_back(workload_of(add_on));
    }
  }
  return missing;
}

}  // namespace eksplan::demand
