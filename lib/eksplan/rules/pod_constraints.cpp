#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using model::PodAffinityTerm;
using model::TopologySpread;
using model::Workload;

constexpr std::string_view kNamespaceName = "kubernetes.io/metadata.name";

bool names_namespace(const model::LabelSelector& selector, const std::string& namespace_name) {
  const model::Labels known{{std::string(kNamespaceName), namespace_name}};
  return std::ranges::all_of(
      selector.requirements, [&](const model::LabelRequirement& requirement) {
        return requirement.key != kNamespaceName || matches(requirement, known);
      });
}

bool selects_namespace(const PodAffinityTerm& term, const std::string& own,
                       const std::string& other) {
  if (term.all_namespaces || std::ranges::find(term.namespaces, other) != term.namespaces.end()) {
    return true;
  }
  if (term.namespace_selector) {
    return names_namespace(*term.namespace_selector, other);
  }
  return term.namespaces.empty() && own == other;
}

/// Whether a term of `owner` selects the pods of `other`.
bool selects(const PodAffinityTerm& term, const Workload& owner, const Workload& other) {
  return term.selector &&
         selects_namespace(term, owner.id.namespace_name, other.id.namespace_name) &&
         matches(*term.selector, other.pod.labels);
}

bool keeps_off_its_node(const Workload& owner, const Workload& other) {
  return std::ranges::any_of(
      owner.pod.spec.required_pod_anti_affinity, [&](const PodAffinityTerm& term) {
        return term.topology_key == kHostnameLabel && selects(term, owner, other);
      });
}

/// A port of the node that a pod takes.
struct HostPort {
  std::int64_t port;
  std::string_view protocol;
  std::string_view ip;
};

constexpr std::string_view kEveryAddress = "0.0.0.0";

void add_ports(const model::Container& container, bool host_network, std::vector<HostPort>& found) {
  for (const auto& port : container.ports) {
    // With hostNetwork the API server makes each container port a host port.
    const auto number = port.host_port == 0 && host_network ? port.container_port : port.host_port;
    if (number > 0) {
      found.push_back({number, port.protocol.empty() ? "TCP" : std::string_view(port.protocol),
                       port.host_ip.empty() ? kEveryAddress : std::string_view(port.host_ip)});
    }
  }
}

/// Of containers and sidecars; the scheduler leaves out init containers that end.
std::vector<HostPort> host_ports(const model::PodSpec& pod) {
  const bool host_network = pod.host_network && pod.host_network->value;
  std::vector<HostPort> found;
  for (const auto& container : pod.containers) {
    add_ports(container, host_network, found);
  }
  for (const auto& container : pod.init_containers) {
    if (container.restarts_always) {
      add_ports(container, host_network, found);
    }
  }
  return found;
}

bool clash(const HostPort& a, const HostPort& b) {
  return a.port == b.port && a.protocol == b.protocol &&
         (a.ip == b.ip || a.ip == kEveryAddress || b.ip == kEveryAddress);
}

bool ports_clash(const Workload& a, const Workload& b) {
  const auto ports_of_a = host_ports(a.pod.spec);
  const auto ports_of_b = host_ports(b.pod.spec);
  return std::ranges::any_of(ports_of_a, [&](const HostPort& mine) {
    return std::ranges::any_of(ports_of_b,
                               [&](const HostPort& other) { return clash(mine, other); });
  });
}

bool counts_own_pods(const TopologySpread& spread, const Workload& workload) {
  return spread.selector && matches(*spread.selector, workload.pod.labels);
}

void add_once(std::string text, std::vector<std::string>& texts) {
  if (std::ranges::find(texts, text) == texts.end()) {
    texts.push_back(std::move(text));
  }
}

}  // namespace

std::optional<std::int64_t> per_node_cap(const Workload& workload) {
  if (keeps_off_its_node(workload, workload) || !host_ports(workload.pod.spec).empty()) {
    return 1;
  }
  std::optional<std::int64_t> cap;
  for (const auto& spread : workload.pod.spec.topology_spread) {
    if (spread.do_not_schedule && spread.topology_key == kHostnameLabel &&
        counts_own_pods(spread, workload)) {
      const auto skew = std::max<std::int64_t>(spread.max_skew, 1);
      cap = cap ? std::min(*cap, skew) : skew;
    }
  }
  return cap;
}

bool exclude_each_other(const Workload& a, const Workload& b) {
  return keeps_off_its_node(a, b) || keeps_off_its_node(b, a) || ports_clash(a, b);
}

std::vector<std::string> unmodelled_constraints(const Workload& workload) {
  const auto& pod = workload.pod.spec;
  std::vector<std::string> texts;
  for (const auto& term : pod.required_pod_affinity) {
    add_once(fmt::format("required pod affinity by {}", term.topology_key), texts);
  }
  for (const auto& term : pod.required_pod_anti_affinity) {
    if (term.topology_key != kHostnameLabel) {
      add_once(fmt::format("required pod anti-affinity by {}", term.topology_key), texts);
    }
  }
  for (const auto& spread : pod.topology_spread) {
    if (!spread.do_not_schedule) {
      continue;
    }
    if (spread.topology_key != kHostnameLabel) {
      add_once(fmt::format("hard topology spread by {}", spread.topology_key), texts);
    } else if (!counts_own_pods(spread, workload)) {
      add_once(fmt::format("hard topology spread by {} over other pods", spread.topology_key),
               texts);
    }
  }
  return texts;
}

}  // namespace eksplan::rules
