#include "eksplan/k8s/read_cluster.hpp"

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/annotations.hpp"
#include "eksplan/k8s/labels.hpp"
#include "eksplan/k8s/read_scheduling.hpp"

namespace eksplan::k8s {
namespace {

// minAvailable and maxUnavailable: a number or a percentage.
std::string amount_or_share_at(const doc::Fields& fields, std::string_view path) {
  const auto node = fields.find(path);
  if (!node) {
    return {};
  }
  if (node->kind() != doc::Kind::string && node->kind() != doc::Kind::integer) {
    fields.wrong_kind(*node, "a number or a percentage");
    return {};
  }
  return std::string(node->text());
}

}  // namespace

model::NamespaceObject read_namespace(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {.name = in.object.id.name,
          .labels = labels_at(fields, "metadata.labels"),
          .annotations = labels_at(fields, "metadata.annotations"),
          .annotation_places = annotation_places_of(in.node, in.reading),
          .at = in.object.at};
}

bool is_fargate_node(std::string_view name, const model::Labels& labels) {
  const auto compute_type = labels.find("eks.amazonaws.com/compute-type");
  return (compute_type != labels.end() && compute_type->second == "fargate") ||
         name.substr(0, 8) == "fargate-";
}

model::ClusterNode read_node(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::ClusterNode node;
  node.name = in.object.id.name;
  node.at = in.object.at;
  node.labels = labels_at(fields, "metadata.labels");
  node.taints = taints_at(fields, "spec.taints");
  for (const auto* label :
       {"node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"}) {
    const auto found = node.labels.find(label);
    if (node.instance_type.empty() && found != node.labels.end()) {
      node.instance_type = found->second;
    }
  }
  node.is_fargate = is_fargate_node(node.name, node.labels);
  return node;
}

model::ServiceAccount read_service_account(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {.id = in.object.id,
          .labels = labels_at(fields, "metadata.labels"),
          .annotations = labels_at(fields, "metadata.annotations"),
          .at = in.object.at};
}

model::PriorityClass read_priority_class(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {.name = in.object.id.name, .value = fields.integer("value").value_or(0)};
}

model::PodDisruptionBudget read_pod_disruption_budget(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {.id = in.object.id,
          .selector = selector_at(fields, "spec.selector", in.reading),
          .min_available = amount_or_share_at(fields, "spec.minAvailable"),
          .max_unavailable = amount_or_share_at(fields, "spec.maxUnavailable"),
          .at = in.object.at,
          .min_available_at = place_at(fields, "spec.minAvailable", in),
          .max_unavailable_at = place_at(fields, "spec.maxUnavailable", in)};
}

}  // namespace eksplan::k8s
