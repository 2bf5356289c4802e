#include "eksplan/plan/node_kinds.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace eksplan::plan {
namespace {

std::vector<std::string> mentioned_labels(const demand::Demand& demand) {
  std::set<std::string> keys;
  for (const auto& item : demand.items) {
    const auto& pod = item.workload.pod.spec;
    for (const auto& [key, value] : pod.node_selector) {
      keys.insert(key);
    }
    for (const auto& term : pod.required_node_affinity) {
      for (const auto& requirement : term.expressions) {
        keys.insert(requirement.key);
      }
    }
  }
  return {keys.begin(), keys.end()};
}

bool has_ports(const model::Container& container, bool host_network) {
  return std::any_of(container.ports.begin(), container.ports.end(),
                     [&](const auto& port) { return port.host_port > 0 || host_network; });
}

bool is_touchy(const model::PodSpec& pod) {
  const bool host_network = pod.host_network && pod.host_network->value;
  const auto ports = [&](const auto& container) { return has_ports(container, host_network); };
  return !pod.required_pod_anti_affinity.empty() ||
         std::any_of(pod.containers.begin(), pod.containers.end(), ports) ||
         std::any_of(pod.init_containers.begin(), pod.init_containers.end(), ports);
}

}  // namespace

NodeKinds::NodeKinds(const demand::Demand& demand)
    : demand_(&demand), mentioned_(mentioned_labels(demand)) {
  for (const auto& item : demand.items) {
    touchy_.push_back(is_touchy(item.workload.pod.spec));
  }
}

bool NodeKinds::mentions(std::string_view key) const {
  return std::binary_search(mentioned_.begin(), mentioned_.end(), key);
}

std::size_t NodeKinds::find(const model::Labels& all_labels) {
  rules::NodeKind kind;
  for (const auto& key : mentioned_) {
    const auto label = all_labels.find(key);
    if (label != all_labels.end()) {
      kind.labels.insert(*label);
    }
  }
  const auto [number, added] = numbers_.emplace(kind.labels, facts_.size());
  if (added) {
    facts_.push_back(examine(std::move(kind)));
  }
  return number->second;
}

NodeKindFacts NodeKinds::examine(rules::NodeKind kind) const {
  NodeKindFacts facts{std::move(kind), {}, {}};
  const auto& items = demand_->items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    facts.refusals.push_back(rules::refuses(facts.kind, items[i].workload.pod.spec));
    if (items[i].is_daemon && !facts.refusals.back()) {
      facts.daemons.push_back(i);
    }
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const auto daemon : facts.daemons) {
      const bool may_clash = touchy_[i] || touchy_[daemon];
      if (!items[i].is_daemon && !facts.refusals[i] && may_clash &&
          rules::exclude_each_other(items[i].workload, items[daemon].workload)) {
        facts.refusals[i] = rules::Refusal{
            "NodePorts", fmt::format("it may not share a node with {}", items[daemon].workload.id)};
      }
    }
  }
  return facts;
}

}  // namespace eksplan::plan
