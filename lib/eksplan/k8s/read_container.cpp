#include "eksplan/k8s/read_container.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/quantities.hpp"
#include "eksplan/k8s/words.hpp"

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

void add_text(const doc::Node& node, std::string path, model::Container& container,
              const Reading& reading) {
  if (node.kind() == doc::Kind::string && has_sought_word(node.text())) {
    container.texts.push_back({.path = std::move(path),
                               .value = std::string(node.text()),
                               .at = place_of(node, reading)});
  }
}

// What no rule looks for is not even parsed, in most files; so nothing is wrong with it either.
std::vector<doc::Node> elements_of(const doc::Node& container, std::string_view field) {
  std::vector<doc::Node> elements;
  const auto list = container.find(field);
  for (std::size_t i = 0; list && list->is_sequence() && i < list->size(); ++i) {
    elements.push_back(list->at(i));
  }
  return elements;
}

void read_texts(const doc::Node& node, model::Container& container, const Reading& reading) {
  for (const auto* field : {"command", "args"}) {
    const auto elements = elements_of(node, field);
    for (std::size_t i = 0; i < elements.size(); ++i) {
      add_text(elements[i], fmt::format("{}[{}]", field, i), container, reading);
    }
  }
  const auto variables = elements_of(node, "env");
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (const auto value = variables[i].find("value")) {
      add_text(*value, fmt::format("env[{}].value", i), container, reading);
    }
  }
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
  read_texts(node, container, reading);
  return container;
}

}  // namespace eksplan::k8s
