#include "eksplan/k8s/read_container.hpp"

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/quantities.hpp"

namespace eksplan::k8s {
namespace {

constexpr std::int64_t kMaxPort = 65'535;

model::ContainerPort read_port(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::ContainerPort port;
  port.container_port = count_at(fields, "containerPort", kMaxPort).value_or(0);
  port.host_port = count_at(fields, "hostPort", kMaxPort).value_or(0);
  port.host_ip = fields.string("hostIP").value_or("");
  port.protocol = fields.string("protocol").value_or("TCP");
  auto place = fields.find("hostPort");
  if (!place) {
    place = fields.find("hostIP");
  }
  port.at = place_of(place.value_or(node), reading);
  return port;
}

bool names_cpu_or_memory(const model::ResourceList& list) {
  return list.count("cpu") != 0 || list.count("memory") != 0;
}

}  // namespace

model::Container read_container(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::Container container;
  container.name = fields.string("name").value_or("");
  container.image = fields.string("image").value_or("");
  container.at = place_of(node, reading);
  container.requests = container_amounts_at(fields, "resources.requests", reading);
  container.limits = container_amounts_at(fields, "resources.limits", reading);
  container.written_requests =
      names_cpu_or_memory(container.requests) || names_cpu_or_memory(container.limits);
  container.restarts_always = fields.string("restartPolicy") == "Always";
  for (const auto& port : mappings_at(fields, "ports")) {
    container.ports.push_back(read_port(port, reading));
  }
  container.privileged = located_boolean_at(fields, "securityContext.privileged", reading);
  container.allow_privilege_escalation =
      located_boolean_at(fields, "securityContext.allowPrivilegeEscalation", reading);
  container.added_capabilities =
      located_strings_at(fields, "securityContext.capabilities.add", reading);
  return container;
}

}  // namespace eksplan::k8s
