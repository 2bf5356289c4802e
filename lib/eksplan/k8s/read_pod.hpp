#pragma once
/// A pod template: labels, spec and effective requests.

#include <string>

#include "eksplan/k8s/admission.hpp"
#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::k8s {

/// Where a pod is read: which defaults its namespace gives (may be null) and the path of the
/// template in its object
/// ("spec.template"; empty for a Pod itself).
struct PodPlace {
  const ContainerDefaults* defaults = nullptr;
  std::string path;
};

/// Reads the mapping with `metadata` and `spec` of a pod, fills in what the API server would and
/// adds up the requests. A pod that already has a node has passed its LimitRange long ago and gets
/// nothing from today's.
model::PodTemplate read_pod_template(const doc::Node& node, const PodPlace& place,
                                     const Reading& reading);

}  // namespace eksplan::k8s
