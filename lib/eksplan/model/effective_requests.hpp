#pragma once
/// The effective request of a pod (Kubernetes: resource management, pod overhead, KEP-753 sidecars,
/// KEP-2837 pod-level resources).

#include "eksplan/base/parsed.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::model {

struct EffectiveRequests {
  PodRequests with_overhead;
  PodRequests without_overhead;

  bool operator==(const EffectiveRequests&) const = default;
};

/// What the scheduler charges for a pod whose resources are as admitted (see admission.hpp).
/// Amounts are summed exactly and rounded up once. Of a resource other than cpu, memory and
/// ephemeral-storage a container's limit counts where its request is 0. A sum that leaves 64 bits
/// is a fault.
base::Parsed<EffectiveRequests> effective_requests(const PodSpec& spec);

/// The formula for one resource of the containers alone: neither pod-level resources nor overhead.
units::Quantity container_sum(const PodSpec& spec, const std::string& resource);

/// Whether spec.resources may set `resource` for the pod as a whole.
bool has_pod_level(std::string_view resource);

}  // namespace eksplan::model
