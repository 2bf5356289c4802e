#include "eksplan/k8s/read_network.hpp"

#include <algorithm>
#include <optional>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/annotations.hpp"
#include "eksplan/k8s/labels.hpp"

namespace eksplan::k8s {
namespace {

bool is_true(const model::Labels& annotations, const char* name) {
  const auto found = annotations.find(name);
  return found != annotations.end() && found->second == "true";
}

// networking.k8s.io/v1 nests the name, the older versions do not.
void add_backend(const std::optional<doc::Node>& backend, std::vector<std::string>& names,
                 const Reading& reading) {
  if (!backend || !backend->is_mapping()) {
    return;
  }
  const doc::Fields fields(*backend, reading.found);
  auto name = fields.string("service.name");
  if (!name) {
    name = fields.string("serviceName");
  }
  if (name) {
    names.push_back(std::move(*name));
  }
}

std::vector<std::string> backends_of(const doc::Fields& fields, const Reading& reading) {
  std::vector<std::string> names;
  add_backend(fields.mapping("spec.defaultBackend"), names, reading);
  add_backend(fields.mapping("spec.backend"), names, reading);
  for (const auto& rule : mappings_at(fields, "spec.rules")) {
    for (const auto& path : mappings_at(doc::Fields(rule, reading.found), "http.paths")) {
      add_backend(path.find("backend"), names, reading);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

model::Service read_service(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::Service service;
  service.id = in.object.id;
  service.at = in.object.at;
  service.type = fields.string("spec.type").value_or("ClusterIP");
  service.load_balancer_class = fields.string("spec.loadBalancerClass").value_or("");
  service.external_traffic_local = fields.string("spec.externalTrafficPolicy") == "Local";
  service.type_at = place_at(fields, "spec.type", in);
  service.external_traffic_at = place_at(fields, "spec.externalTrafficPolicy", in);
  service.annotations = labels_at(fields, "metadata.annotations");
  service.annotation_places = annotation_places_of(in.node, in.reading);
  service.selector = labels_at(fields, "spec.selector");
  return service;
}

model::Ingress read_ingress(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::Ingress ingress;
  ingress.id = in.object.id;
  ingress.at = in.object.at;
  ingress.annotations = labels_at(fields, "metadata.annotations");
  ingress.annotation_places = annotation_places_of(in.node, in.reading);
  ingress.class_name = fields.string("spec.ingressClassName").value_or("");
  const auto old_class = ingress.annotations.find("kubernetes.io/ingress.class");
  if (ingress.class_name.empty() && old_class != ingress.annotations.end()) {
    ingress.class_name = old_class->second;
  }
  ingress.backend_services = backends_of(fields, in.reading);
  return ingress;
}

model::IngressClass read_ingress_class(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {.name = in.object.id.name,
          .controller = fields.string("spec.controller").value_or(""),
          .is_default = is_true(labels_at(fields, "metadata.annotations"),
                                "ingressclass.kubernetes.io/is-default-class")};
}

model::NetworkPolicy read_network_policy(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {.id = in.object.id,
          .pod_selector =
              selector_at(fields, "spec.podSelector", in.reading).value_or(model::LabelSelector{}),
          .at = in.object.at};
}

model::SecurityGroupPolicy read_security_group_policy(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  return {
      .id = in.object.id,
      .pod_selector = selector_at(fields, "spec.podSelector", in.reading),
      .service_account_selector = selector_at(fields, "spec.serviceAccountSelector", in.reading),
      .at = in.object.at};
}

}  // namespace eksplan::k8s
