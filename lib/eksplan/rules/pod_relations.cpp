#include "eksplan/rules/pod_relations.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using model::PodAffinityTerm;
using model::TopologySpread;
using model::Workload;

constexpr std::string_view kNamespaceName = "kubernetes.io/metadata.name";

constexpr std::array<std::string_view, 3> kZoneLabels{"topology.kubernetes.io/zone",
                                                      "failure-domain.beta.kubernetes.io/zone",
                                                      "topology.ebs.csi.aws.com/zone"};

constexpr std::array<std::string_view, 2> kRegionLabels{"topology.kubernetes.io/region",
                                                        "failure-domain.beta.kubernetes.io/region"};

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

// Labels that the controllers of Kubernetes give to the pods they make.
struct ControllerLabel {
  std::string_view key;
  std::string_view kind;
  bool of_one_pod = false;  // else of all pods of a revision
};

constexpr std::array<ControllerLabel, 10> kControllerLabels{{
    {"pod-template-hash", "Deployment"},
    {"controller-revision-hash", "StatefulSet"},
    {"controller-revision-hash", "DaemonSet"},
    {"rollouts-pod-template-hash", "Rollout"},
    {"batch.kubernetes.io/controller-uid", "Job"},
    {"batch.kubernetes.io/job-name", "Job"},
    {"controller-uid", "Job"},
    {"job-name", "Job"},
    {"apps.kubernetes.io/pod-index", "StatefulSet", true},
    {"statefulset.kubernetes.io/pod-name", "StatefulSet", true},
}};

enum class Likeness : std::uint8_t { same, different, unknown };

// In one label: how pods of `other` compare to those of `owner`, which has it; unknown when it has
// not, and then Kubernetes leaves the key out.
Likeness compare(std::string_view key, const Workload& owner, const Workload& other) {
  const auto own = owner.pod.labels.find(std::string(key));
  if (own != owner.pod.labels.end()) {
    const auto theirs = other.pod.labels.find(own->first);
    const bool same = theirs != other.pod.labels.end() && theirs->second == own->second;
    return same ? Likeness::same : Likeness::different;
  }
  const auto given = std::ranges::find_if(kControllerLabels, [&](const ControllerLabel& label) {
    return label.key == key && label.kind == owner.id.kind;
  });
  if (given == kControllerLabels.end()) {
    return Likeness::unknown;
  }
  return owner.id == other.id && !given->of_one_pod ? Likeness::same : Likeness::different;
}

bool are_alike(const std::vector<std::string>& keys, const Workload& owner, const Workload& other) {
  return std::ranges::none_of(keys, [&](const std::string& key) {
    return compare(key, owner, other) == Likeness::different;
  });
}

bool are_unlike(const std::vector<std::string>& keys, const Workload& owner,
                const Workload& other) {
  return std::ranges::none_of(
      keys, [&](const std::string& key) { return compare(key, owner, other) == Likeness::same; });
}

void add_once(std::string text, std::vector<std::string>& texts) {
  if (std::ranges::find(texts, text) == texts.end()) {
    texts.push_back(std::move(text));
  }
}

// A region is one domain: what must be near is there, and a spread is even.
bool is_modelled(const PodAffinityTerm& term) {
  const auto topology = topology_of(term.topology_key);
  return topology == Topology::node || topology == Topology::zone;
}

bool is_modelled(const TopologySpread& spread) {
  const auto topology = topology_of(spread.topology_key);
  return topology == Topology::node || topology == Topology::zone ||
         (topology == Topology::region && spread.min_domains.value_or(1) <= 1);
}

}  // namespace

Topology topology_of(std::string_view key) {
  if (key == kHostnameLabel) {
    return Topology::node;
  }
  if (is_zone_label(key)) {
    return Topology::zone;
  }
  return std::ranges::find(kRegionLabels, key) != kRegionLabels.end() ? Topology::region
                                                                      : Topology::other;
}

bool is_zone_label(std::string_view key) {
  return std::ranges::find(kZoneLabels, key) != kZoneLabels.end();
}

bool selects(const PodAffinityTerm& term, const Workload& owner, const Workload& other) {
  return term.selector &&
         selects_namespace(term, owner.id.namespace_name, other.id.namespace_name) &&
         matches(*term.selector, other.pod.labels) &&
         are_alike(term.match_label_keys, owner, other) &&
         are_unlike(term.mismatch_label_keys, owner, other);
}

bool counts(const TopologySpread& spread, const Workload& owner, const Workload& other) {
  return spread.selector && owner.id.namespace_name == other.id.namespace_name &&
         matches(*spread.selector, other.pod.labels) &&
         are_alike(spread.match_label_keys, owner, other);
}

bool is_near_target(const Workload& owner, const Workload& other) {
  const auto& terms = owner.pod.spec.required_pod_affinity;
  return !terms.empty() && std::ranges::all_of(terms, [&](const PodAffinityTerm& term) {
    return selects(term, owner, other);
  });
}

bool keeps_apart(const Workload& owner, const Workload& other, Topology topology) {
  return std::ranges::any_of(
      owner.pod.spec.required_pod_anti_affinity, [&](const PodAffinityTerm& term) {
        return topology_of(term.topology_key) == topology && selects(term, owner, other);
      });
}

bool wants_near(const Workload& owner, Topology topology) {
  return std::ranges::any_of(
      owner.pod.spec.required_pod_affinity,
      [&](const PodAffinityTerm& term) { return topology_of(term.topology_key) == topology; });
}

bool has_zone_wish(const Workload& workload) {
  const auto& pod = workload.pod.spec;
  const auto by_zone = [](const auto& wish) {
    return topology_of(wish.topology_key) == Topology::zone;
  };
  return std::ranges::any_of(pod.required_pod_affinity, by_zone) ||
         std::ranges::any_of(pod.required_pod_anti_affinity, by_zone) ||
         std::ranges::any_of(pod.topology_spread, [&](const TopologySpread& spread) {
           return spread.do_not_schedule && by_zone(spread);
         });
}

std::vector<std::string> unmodelled_constraints(const Workload& workload) {
  const auto& pod = workload.pod.spec;
  std::vector<std::string> texts;
  for (const auto& term : pod.required_pod_affinity) {
    if (!is_modelled(term) && topology_of(term.topology_key) != Topology::region) {
      add_once(fmt::format("required pod affinity by {}", term.topology_key), texts);
    }
  }
  for (const auto& term : pod.required_pod_anti_affinity) {
    if (!is_modelled(term)) {
      add_once(fmt::format("required pod anti-affinity by {}", term.topology_key), texts);
    }
  }
  for (const auto& spread : pod.topology_spread) {
    if (spread.do_not_schedule && !is_modelled(spread)) {
      add_once(fmt::format("hard topology spread by {}", spread.topology_key), texts);
    }
  }
  return texts;
}

}  // namespace eksplan::rules
