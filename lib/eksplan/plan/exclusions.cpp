#include "eksplan/plan/exclusions.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "eksplan/plan/pod_index.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::plan {

Exclusions::Exclusions(const demand::Demand& demand) : others_(demand.items.size()) {
  find_by_labels(demand);
  find_by_ports(demand);
  for (auto& others : others_) {
    std::ranges::sort(others);
    others.erase(std::unique(others.begin(), others.end()), others.end());
  }
}

void Exclusions::add(std::size_t a, std::size_t b) {
  if (a != b) {
    others_[a].push_back(b);
    others_[b].push_back(a);
  }
}

void Exclusions::find_by_labels(const demand::Demand& demand) {
  const auto& items = demand.items;
  const bool any = std::ranges::any_of(items, [](const demand::Item& item) {
    return !item.workload.pod.spec.required_pod_anti_affinity.empty();
  });
  if (!any) {
    return;
  }
  const PodIndex index(demand, std::vector<bool>(items.size(), false));
  for (std::size_t item = 0; item < items.size(); ++item) {
    const auto& owner = items[item].workload;
    for (const auto& term : owner.pod.spec.required_pod_anti_affinity) {
      if (!term.selector || rules::topology_of(term.topology_key) != rules::Topology::node) {
        continue;
      }
      const bool own_alone =
          !term.all_namespaces && term.namespaces.empty() && !term.namespace_selector;
      for (const auto other :
           index.likely(own_alone ? owner.id.namespace_name : std::string(), *term.selector)) {
        if (other != item && rules::selects(term, owner, items[other].workload)) {
          add(item, other);
        }
      }
    }
  }
}

void Exclusions::find_by_ports(const demand::Demand& demand) {
  using Taken = std::pair<std::size_t, rules::HostPort>;
  std::map<std::pair<std::int64_t, std::string_view>, std::vector<Taken>> by_port;
  for (std::size_t item = 0; item < demand.items.size(); ++item) {
    const auto& wanted = demand.items[item];
    if (!wanted.is_daemon && wanted.replicas == 0) {
      continue;
    }
    for (const auto& port : rules::host_ports(wanted.workload.pod.spec)) {
      auto& taken = by_port[{port.port, port.protocol}];
      for (const auto& [other, its_port] : taken) {
        if (other != item && rules::clash(port, its_port)) {
          add(item, other);
        }
      }
      taken.emplace_back(item, port);
    }
  }
}

}  // namespace eksplan::plan
