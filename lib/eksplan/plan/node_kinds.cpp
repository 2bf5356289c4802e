#include "eksplan/plan/node_kinds.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/rules/filter_key.hpp"

namespace eksplan::plan {
namespace {

// Stands for every value that no pod mentions; no label value can be spelt so.
constexpr std::string_view kAnother = "(another)";

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

NodeKinds::NodeKinds(const demand::Demand& demand) : demand_(&demand), exclusions_(demand) {
  for (std::size_t item = 0; item < demand.items.size(); ++item) {
    const auto& pod = demand.items[item].workload.pod.spec;
    touchy_.push_back(is_touchy(pod));
    if (!add_to_class(item)) {
      continue;
    }
    for (const auto& [key, value] : pod.node_selector) {
      mentioned_[key].values.insert(value.value);
    }
    for (const auto& term : pod.required_node_affinity) {
      for (const auto& requirement : term.expressions) {
        mention(requirement);
      }
    }
  }
}

// True for the first of its class: others say the same.
bool NodeKinds::add_to_class(std::size_t item) {
  const auto key = rules::filter_key(demand_->items[item].workload.pod.spec);
  const auto [found, added] = classes_.emplace(key, static_cast<std::uint32_t>(samples_.size()));
  class_of_.push_back(found->second);
  if (added) {
    samples_.push_back(item);
  }
  return added;
}

void NodeKinds::mention(const model::LabelRequirement& requirement) {
  auto& known = mentioned_[requirement.key];
  known.values.insert(requirement.values.begin(), requirement.values.end());
  known.compared = known.compared || requirement.op == model::SelectorOperator::gt ||
                   requirement.op == model::SelectorOperator::lt;
}

bool NodeKinds::distinguishes(const std::string& key, const std::string& value) const {
  const auto known = mentioned_.find(key);
  return known != mentioned_.end() &&
         (known->second.compared || known->second.values.contains(value));
}

std::size_t NodeKinds::find(const model::Labels& all_labels,
                            const std::vector<model::Taint>& taints) {
  rules::NodeKind kind{{}, taints};
  for (const auto& [key, known] : mentioned_) {
    const auto label = all_labels.find(key);
    if (label != all_labels.end()) {
      kind.labels.emplace(key, distinguishes(key, label->second) ? label->second : kAnother);
    }
  }
  const auto [number, added] = numbers_.emplace(std::pair(kind.labels, kind.taints), facts_.size());
  if (added) {
    facts_.push_back(examine(std::move(kind)));
  }
  return number->second;
}

NodeKindFacts NodeKinds::examine(rules::NodeKind kind) const {
  const auto& items = demand_->items;
  std::vector<Verdict> verdicts;
  for (const auto sample : samples_) {
    verdicts.push_back(rules::refuses(kind, items[sample].workload.pod.spec));
  }
  NodeKindFacts facts{std::move(kind), {}, {class_of_, std::move(verdicts)}};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is_daemon && !facts.refusals[i]) {
      facts.daemons.push_back(i);
    }
  }
  for (const auto daemon : facts.daemons) {
    for (const auto i : exclusions_.of(daemon)) {
      if (!items[i].is_daemon && !facts.refusals[i]) {
        facts.refusals.replace(
            i, rules::Refusal{"NodePorts", fmt::format("it may not share a node with {}",
                                                       items[daemon].workload.id)});
      }
    }
  }
  return facts;
}

}  // namespace eksplan::plan
