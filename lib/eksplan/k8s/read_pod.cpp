#include "eksplan/k8s/read_pod.hpp"

#include <utility>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/annotations.hpp"
#include "eksplan/k8s/labels.hpp"
#include "eksplan/k8s/quantities.hpp"
#include "eksplan/k8s/read_container.hpp"
#include "eksplan/k8s/read_scheduling.hpp"
#include "eksplan/k8s/read_volumes.hpp"
#include "eksplan/model/effective_requests.hpp"

namespace eksplan::k8s {
namespace {

constexpr int kNanoPlaces = 9;

std::vector<model::Container> containers_at(const doc::Fields& spec, std::string_view path,
                                            const Reading& reading) {
  std::vector<model::Container> containers;
  for (const auto& node : mappings_at(spec, path)) {
    containers.push_back(read_container(node, reading));
  }
  return containers;
}

void require_containers(const doc::Fields& spec) {
  const auto list = spec.find("containers");
  if (!list) {
    doc::report(spec.diagnostics(), spec.node(), diag::kK8sFieldMissing,
                "the pod has no containers", "give it at least one under containers");
  } else if (list->is_sequence() && list->size() == 0) {
    doc::report(spec.diagnostics(), *list, diag::kK8sFieldMissing,
                "the list of containers is empty", "give the pod at least one container");
  }
}

std::map<std::string, model::Located<std::string>> node_selector_at(const doc::Fields& spec,
                                                                    const Reading& reading) {
  std::map<std::string, model::Located<std::string>> selector;
  const auto mapping = spec.mapping("nodeSelector");
  for (std::size_t i = 0; mapping && i < mapping->size(); ++i) {
    const auto value = mapping->at(i);
    if (value.kind() != doc::Kind::string && !value.is_null()) {
      spec.wrong_kind(value, "a string");
      continue;
    }
    selector.insert_or_assign(
        std::string(mapping->key(i).text()),
        model::Located<std::string>{std::string(value.text()), place_of(value, reading)});
  }
  return selector;
}

bool has_entries(const doc::Fields& fields, std::string_view path) {
  const auto list = fields.sequence(path);
  return list && list->size() != 0;
}

void read_affinity(const doc::Fields& affinity, model::PodSpec& spec, const Reading& reading) {
  constexpr std::string_view kRequired = "requiredDuringSchedulingIgnoredDuringExecution";
  const auto node_terms = fmt::format("nodeAffinity.{}", kRequired);
  spec.has_required_node_affinity = affinity.mapping(node_terms).has_value();
  spec.required_node_affinity = node_terms_at(affinity, node_terms + ".nodeSelectorTerms", reading);
  spec.required_pod_affinity =
      pod_affinity_at(affinity, fmt::format("podAffinity.{}", kRequired), reading);
  spec.required_pod_anti_affinity =
      pod_affinity_at(affinity, fmt::format("podAntiAffinity.{}", kRequired), reading);
  for (const auto* group : {"nodeAffinity", "podAffinity", "podAntiAffinity"}) {
    const auto preferred = fmt::format("{}.preferredDuringSchedulingIgnoredDuringExecution", group);
    spec.has_preferences = has_entries(affinity, preferred) || spec.has_preferences;
  }
}

void read_placement(const doc::Fields& fields, model::PodSpec& spec, const Reading& reading) {
  spec.node_selector = node_selector_at(fields, reading);
  if (const auto affinity = fields.mapping("affinity")) {
    read_affinity(doc::Fields(*affinity, reading.found), spec, reading);
  }
  spec.topology_spread = topology_spread_at(fields, "topologySpreadConstraints", reading);
  for (const auto& spread : spec.topology_spread) {
    spec.has_preferences = spec.has_preferences || !spread.do_not_schedule;
  }
  spec.tolerations = tolerations_at(fields, "tolerations", reading);
}

void read_settings(const doc::Fields& fields, model::PodSpec& spec, const Reading& reading) {
  spec.host_network = located_boolean_at(fields, "hostNetwork", reading);
  spec.host_pid = located_boolean_at(fields, "hostPID", reading);
  spec.host_ipc = located_boolean_at(fields, "hostIPC", reading);
  spec.os_name = located_string_at(fields, "os.name", reading);
  spec.scheduler_name = located_string_at(fields, "schedulerName", reading);
  spec.priority_class_name = located_string_at(fields, "priorityClassName", reading);
  spec.runtime_class_name = located_string_at(fields, "runtimeClassName", reading);
  spec.service_account_name = fields.string("serviceAccountName").value_or("");
  if (spec.service_account_name.empty()) {
    spec.service_account_name =
        fields.string("serviceAccount").value_or("");  // the field's old name
  }
  spec.node_name = fields.string("nodeName").value_or("");
}

model::PodSpec read_pod_spec(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::PodSpec spec;
  require_containers(fields);
  spec.init_containers = containers_at(fields, "initContainers", reading);
  spec.containers = containers_at(fields, "containers", reading);
  spec.volumes = volumes_at(fields, "volumes", reading);
  spec.pod_requests = container_amounts_at(fields, "resources.requests", reading);
  spec.pod_limits = container_amounts_at(fields, "resources.limits", reading);
  spec.overhead = amounts_at(fields, "overhead", reading);
  read_placement(fields, spec, reading);
  read_settings(fields, spec, reading);
  return spec;
}

// Where `resource` is written below `holder` (a container, or the pod spec), if it is.
std::optional<doc::Node> written_amount(const doc::Node& holder, std::string_view list,
                                        const std::string& resource) {
  const auto resources = holder.find("resources");
  const auto amounts = resources ? resources->find(list) : std::nullopt;
  const auto amount = amounts ? amounts->find(resource) : std::nullopt;
  return amount && !amount->is_null() ? amount : std::nullopt;
}

std::string shown(const std::optional<doc::Node>& written, units::Quantity amount) {
  return written ? std::string(written->text()) : base::decimal_text(amount.nanos(), kNanoPlaces);
}

struct Amounts {
  const model::ResourceList& requests;
  const model::ResourceList& limits;
  std::string_view unwritten;  // where a request comes from that `holder` does not write
};

// The API refuses a request above its limit; the request still counts, for that is how the manifest
// is written.
void warn_over_limit(const doc::Node& holder, const Amounts& amounts, const Reading& reading) {
  for (const auto& [resource, request] : amounts.requests) {
    const auto limit = amounts.limits.find(resource);
    if (limit == amounts.limits.end() || request.value <= limit->second.value) {
      continue;
    }
    const auto written_request = written_amount(holder, "requests", resource);
    const auto written_limit = written_amount(holder, "limits", resource);
    const auto where = written_request ? written_request : written_limit;
    doc::report(
        reading.found, where.value_or(holder), diag::kK8sRequestOverLimit,
        fmt::format("the {} request of {}{} is above the limit of {}{}", resource,
                    shown(written_request, request.value), written_request ? "" : amounts.unwritten,
                    shown(written_limit, limit->second.value),
                    written_limit ? "" : " from a LimitRange"),
        "the API refuses such a pod: raise the limit or lower the request",
        diag::Severity::warning);
  }
}

void check_limits(const doc::Node& spec_node, const model::PodSpec& spec, const Reading& reading) {
  const doc::Fields fields(spec_node, reading.found);
  for (const auto& [path, containers] : {std::pair{"initContainers", &spec.init_containers},
                                         std::pair{"containers", &spec.containers}}) {
    const auto list = fields.find(path);
    for (std::size_t i = 0; list && i < containers->size(); ++i) {
      const auto& container = (*containers)[i];
      warn_over_limit(list->at(i), {container.requests, container.limits, " from a LimitRange"},
                      reading);
    }
  }
  warn_over_limit(spec_node, {spec.pod_requests, spec.pod_limits, " that the containers sum up to"},
                  reading);
}

}  // namespace

model::PodTemplate read_pod_template(const doc::Node& node, const PodPlace& place,
                                     const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::PodTemplate pod;
  pod.path = place.path.empty() ? "spec" : place.path + ".spec";
  pod.labels = labels_at(fields, "metadata.labels");
  pod.annotations = labels_at(fields, "metadata.annotations");
  pod.annotation_places = annotation_places_of(node, reading);
  const auto errors = reading.found.error_count();
  const auto spec_node = required_mapping(fields, "spec");
  if (!spec_node) {
    return pod;
  }
  pod.at = place_of(*spec_node, reading);
  pod.spec = read_pod_spec(*spec_node, reading);
  if (reading.found.error_count() != errors) {
    return pod;
  }
  pod.uses_limit_range = admit(pod.spec, pod.spec.node_name.empty() ? place.defaults : nullptr);
  check_limits(*spec_node, pod.spec, reading);
  const auto requests = model::effective_requests(pod.spec);
  if (!requests) {
    doc::report(reading.found, *spec_node, diag::kK8sQuantity, requests.fault().message,
                requests.fault().hint);
    return pod;
  }
  pod.requests = requests->with_overhead;
  pod.requests_without_overhead = requests->without_overhead;
  return pod;
}

}  // namespace eksplan::k8s
