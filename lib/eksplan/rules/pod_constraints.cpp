#include <algorithm>
#include <string_view>
#include <vector>

#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::rules {
namespace {

using model::Workload;

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

}  // namespace

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

namespace {

bool ports_clash(const Workload& a, const Workload& b) {
  const auto ports_of_a = host_ports(a.pod.spec);
  const auto ports_of_b = host_ports(b.pod.spec);
  return std::ranges::any_of(ports_of_a, [&](const HostPort& mine) {
    return std::ranges::any_of(ports_of_b,
                               [&](const HostPort& other) { return clash(mine, other); });
  });
}

}  // namespace

std::optional<std::int64_t> certain_node_cap(const Workload& workload) {
  const bool alone =
      keeps_apart(workload, workload, Topology::node) || !host_ports(workload.pod.spec).empty();
  return alone ? std::optional<std::int64_t>(1) : std::nullopt;
}

std::optional<std::int64_t> per_node_cap(const Workload& workload) {
  auto cap = certain_node_cap(workload);
  for (const auto& spread : workload.pod.spec.topology_spread) {
    if (spread.do_not_schedule && spread.topology_key == kHostnameLabel &&
        counts(spread, workload, workload)) {
      const auto skew = std::max<std::int64_t>(spread.max_skew, 1);
      cap = cap ? std::min(*cap, skew) : skew;
    }
  }
  return cap;
}

bool exclude_each_other(const Workload& a, const Workload& b) {
  return keeps_apart(a, b, Topology::node) || keeps_apart(b, a, Topology::node) ||
         ports_clash(a, b);
}

}  // namespace eksplan::rules
