#pragma once
/// What autoscalers scale by.

#include <string_view>
#include <vector>

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::k8s {

/// A v2 object read through v1 keeps its other metrics as JSON in this annotation.
inline constexpr std::string_view kV1Metrics = "autoscaling.alpha.kubernetes.io/metrics";

/// Of a HorizontalPodAutoscaler of any version: spec.metrics, else targetCPUUtilizationPercentage
/// and the annotation of v1, else CPU at 80 % (Kubernetes' default). Metrics other than cpu and
/// memory are left out.
std::vector<model::ScalingTarget> scaling_targets(const doc::Fields& fields,
                                                  const Reading& reading);

/// Of a ScaledObject: its triggers cpu and memory.
std::vector<model::ScalingTarget> keda_targets(const doc::Fields& fields);

}  // namespace eksplan::k8s
