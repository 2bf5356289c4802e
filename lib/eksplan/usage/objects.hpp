#pragma once
/// Kubernetes objects that hold usage: PodMetrics, NodeMetrics and the recommendations of
/// VerticalPodAutoscalers, single, in lists or among other objects. Private to this room.

#include <string_view>
#include <vector>

#include "eksplan/usage/input.hpp"
#include "eksplan/usage/outline.hpp"

namespace eksplan::usage {

/// Whether a text is one of metrics.k8s.io from its beginning.
bool is_metrics_json(std::string_view text, const Outline& outline);
bool is_metrics_yaml(std::string_view text);

/// A series of the metrics and one of the recommendations; each only when there is something.
std::vector<model::UsageSeries> read_metrics_and_recommendations(const Input& in);

}  // namespace eksplan::usage
