#include "eksplan/plan/label_sets.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {
namespace {

using model::Labels;
using model::SelectorOperator;

// An integer just above or below the limit of Gt or Lt.
std::optional<std::string> neighbour(const model::LabelRequirement& requirement,
                                     std::int64_t step) {
  std::int64_t limit = 0;
  if (requirement.values.size() != 1) {
    return std::nullopt;
  }
  const auto& text = requirement.values.front();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  const auto value = base::checked_add(limit, step);
  if (error != std::errc{} || end != text.data() + text.size() || !value) {
    return std::nullopt;
  }
  return std::to_string(*value);
}

// A value that satisfies the requirement; nothing when no label is needed or none helps.
std::optional<std::string> satisfying(const model::LabelRequirement& requirement) {
  switch (requirement.op) {
    case SelectorOperator::in:
      return requirement.values.empty() ? std::nullopt : std::optional(requirement.values.front());
    case SelectorOperator::exists:
      return "true";
    case SelectorOperator::gt:
      return neighbour(requirement, 1);
    case SelectorOperator::lt:
      return neighbour(requirement, -1);
    case SelectorOperator::not_in:
    case SelectorOperator::does_not_exist:
      break;
  }
  return std::nullopt;
}

Labels with_term(Labels labels, const model::NodeSelectorTerm& term) {
  for (const auto& requirement : term.expressions) {
    if (!rules::is_well_known_label(requirement.key) && !rules::matches(requirement, labels)) {
      if (auto value = satisfying(requirement)) {
        labels[requirement.key] = *std::move(value);
      }
    }
  }
  return labels;
}

bool agree(const Labels& a, const Labels& b) {
  for (const auto& [key, value] : a) {
    const auto other = b.find(key);
    if (other != b.end() && other->second != value) {
      return false;
    }
  }
  return true;
}

// Each set joined to the first union that it does not contradict.
std::vector<Labels> unions(const std::set<Labels>& sets) {
  std::vector<Labels> joined;
  for (const auto& labels : sets) {
    bool done = labels.empty();
    for (std::size_t i = 0; i < joined.size() && !done; ++i) {
      if (agree(labels, joined[i])) {
        joined[i].insert(labels.begin(), labels.end());
        done = true;
      }
    }
    if (!done) {
      joined.push_back(labels);
    }
  }
  return joined;
}

// Groups of eksctl and EKS have their name as a label too.
Labels labels_of(const model::ClusterNodeGroup& group) {
  auto labels = group.labels;
  labels.emplace("eks.amazonaws.com/nodegroup", group.name);
  labels.emplace("alpha.eksctl.io/nodegroup-name", group.name);
  return labels;
}

// Of taints that Kubernetes and the cloud provider put on a node for a time.
bool is_passing(const std::string& key) {
  return key.starts_with("node.kubernetes.io/") ||
         key.starts_with("node.cloudprovider.kubernetes.io/");
}

std::vector<model::Taint> lasting(std::vector<model::Taint> taints) {
  std::erase_if(taints, [](const model::Taint& taint) {
    return is_passing(taint.key) || taint.effect == model::TaintEffect::prefer_no_schedule;
  });
  std::ranges::sort(taints);
  return taints;
}

// Nodes that the cluster has, as its node groups or, without any, its nodes tell.
std::set<LabelSet> given_sets(const model::Inventory& inventory) {
  std::set<LabelSet> given;
  for (const auto& group : inventory.cluster.node_groups) {
    if (!group.windows) {
      given.insert({labels_of(group), lasting(group.taints)});
    }
  }
  for (const auto& node : inventory.nodes) {
    const auto os = node.labels.find("kubernetes.io/os");
    const bool windows = os != node.labels.end() && os->second == "windows";
    if (!node.is_fargate && !windows && inventory.cluster.node_groups.empty()) {
      auto labels = node.labels;
      std::erase_if(labels, [](const auto& of) { return rules::is_well_known_label(of.first); });
      given.insert({std::move(labels), lasting(node.taints)});
    }
  }
  return given;
}

// Taints of which a pod says that it tolerates just them.
std::set<model::Taint> tolerated(const model::PodSpec& pod) {
  std::set<model::Taint> taints;
  for (const auto& toleration : pod.tolerations) {
    model::Taint taint{toleration.key, toleration.exists ? "true" : toleration.value};
    if (!taint.key.empty() && !is_passing(taint.key) && rules::tolerates({toleration}, taint)) {
      taints.insert(std::move(taint));
    }
  }
  return taints;
}

// Taints for nodes with an extended resource. Pods must outlive it.
class ResourceTaints {
 public:
  void add(const model::PodSpec& pod, const model::PodRequests& requests) {
    for (const auto& [resource, amount] : requests.extended) {
      pods_[resource].push_back(&pod);
    }
  }

  // One for each resource, if all pods that ask for it tolerate one, with the resources.
  std::map<model::Taint, std::vector<std::string>> chosen() const {
    std::map<model::Taint, std::vector<std::string>> chosen;
    for (const auto& [resource, pods] : pods_) {
      const auto taints = common(pods);
      const auto named = std::ranges::find(taints, resource, &model::Taint::key);
      const auto best = named == taints.end() ? taints.begin() : named;
      if (best != taints.end()) {
        chosen[*best].push_back(resource);
      }
    }
    return chosen;
  }

 private:
  static std::set<model::Taint> common(const std::vector<const model::PodSpec*>& pods) {
    std::set<model::Taint> taints;
    for (const auto* const pod : pods) {
      taints.merge(tolerated(*pod));
    }
    std::erase_if(taints, [&](const model::Taint& taint) {
      return std::ranges::any_of(pods, [&](const model::PodSpec* pod) {
        return !rules::tolerates(pod->tolerations, taint);
      });
    });
    return taints;
  }

  std::map<std::string, std::vector<const model::PodSpec*>> pods_;  // by resource
};

class SetFinder {
 public:
  explicit SetFinder(const model::Inventory& inventory) : given_(given_sets(inventory)) {}

  void add(const model::PodSpec& pod) {
    Labels selected;
    for (const auto& [key, value] : pod.node_selector) {
      if (!rules::is_well_known_label(key)) {
        selected.emplace(key, value.value);
      }
    }
    if (pod.required_node_affinity.empty()) {
      add_least(selected, {});
    }
    for (const auto& term : pod.required_node_affinity) {
      add_least(selected, term);
    }
  }

  std::vector<LabelSet> run() {
    for (auto& joined : unions(least_)) {
      least_.insert(std::move(joined));
    }
    std::map<Labels, std::vector<model::Taint>> taints = std::move(tainted_);
    for (const auto& labels : least_) {
      taints[labels].clear();
    }
    std::vector<LabelSet> sets;
    for (auto& [labels, of] : taints) {
      sets.push_back({labels, std::move(of)});
    }
    return sets;
  }

 private:
  void add_least(const Labels& selected, const model::NodeSelectorTerm& term) {
    auto least = with_term(selected, term);
    if (!add_tainted(selected, term, least)) {
      least_.insert(std::move(least));
    }
  }

  // Whether there are nodes that satisfy the pod, and all are tainted.
  bool add_tainted(const Labels& selected, const model::NodeSelectorTerm& term,
                   const Labels& least) {
    std::vector<const LabelSet*> satisfying;
    if (least.empty()) {
      return false;
    }
    for (const auto& given : given_) {
      const bool holds =
          rules::has_all(given.labels, selected) &&
          std::ranges::all_of(term.expressions, [&](const model::LabelRequirement& requirement) {
            return rules::is_well_known_label(requirement.key) ||
                   rules::matches(requirement, given.labels);
          });
      if (holds) {
        satisfying.push_back(&given);
      }
    }
    const bool tainted = std::ranges::none_of(
        satisfying, [](const LabelSet* given) { return given->taints.empty(); });
    if (satisfying.empty() || !tainted) {
      return false;
    }
    for (const auto* const given : satisfying) {
      // Of equal labels fewer taints refuse fewer pods.
      const auto [known, added] =
          tainted_.try_emplace(asked_of(*given, selected, term), given->taints);
      if (!added && given->taints.size() < known->second.size()) {
        known->second = given->taints;
      }
    }
    return true;
  }

  // The labels that the pod asks for, as those nodes have them.
  static Labels asked_of(const LabelSet& given, const Labels& selected,
                         const model::NodeSelectorTerm& term) {
    auto labels = selected;
    for (const auto& requirement : term.expressions) {
      const auto there = given.labels.find(requirement.key);
      if (there != given.labels.end() && !rules::is_well_known_label(requirement.key)) {
        labels.insert(*there);
      }
    }
    return labels;
  }

  std::set<LabelSet> given_;
  std::set<Labels> least_{{}};
  std::map<Labels, std::vector<model::Taint>> tainted_;
};

}  // namespace

std::vector<LabelSet> label_sets(const demand::Demand& demand, const model::Inventory& inventory) {
  SetFinder finder(inventory);
  ResourceTaints resource_taints;
  for (const auto& item : demand.items) {
    if (!item.is_daemon && item.replicas > 0) {
      finder.add(item.workload.pod.spec);
      resource_taints.add(item.workload.pod.spec, item.workload.pod.requests);
    }
  }
  auto sets = finder.run();
  const auto count = sets.size();
  for (const auto& [taint, resources] : resource_taints.chosen()) {
    for (std::size_t i = 0; i < count; ++i) {
      if (sets[i].taints.empty()) {
        sets.push_back({sets[i].labels, {taint}, resources});
      }
    }
  }
  std::ranges::sort(sets);
  return sets;
}

}  // namespace eksplan::plan
