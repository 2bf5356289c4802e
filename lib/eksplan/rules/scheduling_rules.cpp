#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::LabelRequirement;

/// What of a Fargate node a requirement does not accept.
enum class Mismatch : std::uint8_t { none, architecture, os, spot, other };

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::ranges::find(keys, key) != keys.end();
}

bool accepts(const LabelRequirement& requirement, std::string_view value) {
  return matches(requirement, {{requirement.key, std::string(value)}});
}

bool is_spot_only(const LabelRequirement& requirement) {
  return is_one_of(requirement.key,
                   {"eks.amazonaws.com/capacityType", "karpenter.sh/capacity-type"}) &&
         requirement.op == model::SelectorOperator::in && !requirement.values.empty() &&
         std::ranges::all_of(requirement.values,
                             [](const std::string& v) { return base::to_lower(v) == "spot"; });
}

/// A Fargate node has these labels with values that nobody knows beforehand.
bool has_some_value(std::string_view key) {
  return is_one_of(
      key, {"topology.kubernetes.io/zone", "topology.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region"});
}

/// Only these labels of a Fargate node may be relied on: compute type, OS, architecture, zone and
/// region.
Mismatch mismatch_of(const LabelRequirement& requirement) {
  const auto& key = requirement.key;
  if (is_one_of(key, {"kubernetes.io/arch", "beta.kubernetes.io/arch"})) {
    return accepts(requirement, "amd64") ? Mismatch::none : Mismatch::architecture;
  }
  if (is_one_of(key, {"kubernetes.io/os", "beta.kubernetes.io/os"})) {
    return accepts(requirement, "linux") ? Mismatch::none : Mismatch::os;
  }
  if (is_spot_only(requirement)) {
    return Mismatch::spot;
  }
  if (key == "eks.amazonaws.com/compute-type") {
    return accepts(requirement, "fargate") ? Mismatch::none : Mismatch::other;
  }
  if (has_some_value(key)) {
    return requirement.op == model::SelectorOperator::does_not_exist ? Mismatch::other
                                                                     : Mismatch::none;
  }
  return matches(requirement, {}) ? Mismatch::none : Mismatch::other;
}

/// A requirement that keeps the pod off Fargate nodes.
struct Obstacle {
  Mismatch mismatch;
  model::Place at;
  std::string path;
  std::string wish;  ///< "nodeSelector wants disktype=ssd"
};

std::vector<Obstacle> selector_obstacles(const model::PodTemplate& pod) {
  std::vector<Obstacle> found;
  for (const auto& [key, value] : pod.spec.node_selector) {
    const auto mismatch = mismatch_of({.key = key, .values = {value.value}, .at = value.at});
    if (mismatch != Mismatch::none) {
      found.push_back({mismatch, value.at, child_path(pod.path + ".nodeSelector", key),
                       fmt::format("nodeSelector wants {}={}", key, value.value)});
    }
  }
  return found;
}

std::vector<Obstacle> requirement_obstacles(const std::vector<LabelRequirement>& requirements,
                                            const std::string& path) {
  std::vector<Obstacle> found;
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const auto mismatch = mismatch_of(requirements[i]);
    if (mismatch != Mismatch::none) {
      found.push_back(
          {mismatch, requirements[i].at, fmt::format("{}[{}]", path, i),
           fmt::format("required node affinity wants {}", requirement_text(requirements[i]))});
    }
  }
  return found;
}

/// Of one term: none when a Fargate node satisfies it.
std::vector<Obstacle> term_obstacles(const model::NodeSelectorTerm& term, const std::string& path) {
  if (term.expressions.empty() && term.fields.empty()) {
    return {{Mismatch::other,
             {},
             path,
             "required node affinity has an empty term, which no node satisfies"}};
  }
  auto found = requirement_obstacles(term.expressions, path + ".matchExpressions");
  const auto by_field = requirement_obstacles(term.fields, path + ".matchFields");
  found.insert(found.end(), by_field.begin(), by_field.end());
  return found;
}

/// Terms are alternatives, so there is an obstacle only when every term has one.
std::vector<Obstacle> affinity_obstacles(const model::PodTemplate& pod) {
  if (!pod.spec.has_required_node_affinity) {
    return {};
  }
  const auto path =
      pod.path +
      ".affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
  std::vector<Obstacle> all;
  for (std::size_t i = 0; i < pod.spec.required_node_affinity.size(); ++i) {
    const auto found =
        term_obstacles(pod.spec.required_node_affinity[i], fmt::format("{}[{}]", path, i));
    if (found.empty()) {
      return {};
    }
    all.insert(all.end(), found.begin(), found.end());
  }
  if (all.empty()) {
    all.push_back({Mismatch::other, pod.at, path,
                   "required node affinity has no terms, which no node satisfies"});
  }
  return all;
}

std::vector<Hit> obstacles(const RuleContext& context, Mismatch wanted) {
  const auto& pod = context.workload.pod;
  std::vector<Hit> hits;
  for (const auto& list : {selector_obstacles(pod), affinity_obstacles(pod)}) {
    for (const auto& obstacle : list) {
      if (obstacle.mismatch == wanted) {
        hits.push_back({.at = obstacle.at, .path = obstacle.path, .message = obstacle.wish});
      }
    }
  }
  return hits;
}

/// Managed node groups take Windows, Graviton and Spot from these days; before them such nodes have
/// to be self-managed.
constexpr Date kWindowsGroupsFrom{2022, 12, 15};
constexpr Date kArmGroupsFrom{2020, 8, 17};
constexpr Date kSpotGroupsFrom{2020, 12, 1};

std::vector<Hit> with_fix_before(Date day, std::string_view fix, const RuleContext& context,
                                 std::vector<Hit> hits) {
  if (context.profile.as_of < day) {
    for (auto& hit : hits) {
      hit.fix = fix;
    }
  }
  return hits;
}

std::vector<Hit> windows(const RuleContext& context) {
  auto hits = obstacles(context, Mismatch::os);
  const auto& os = context.workload.pod.spec.os_name;
  if (os && os->value != "linux") {
    hits.insert(hits.begin(), {.at = os->at,
                               .path = context.workload.pod.path + ".os.name",
                               .message = fmt::format("the pod runs on {}", os->value)});
  }
  return with_fix_before(kWindowsGroupsFrom, "run the pod on self-managed Windows nodes", context,
                         std::move(hits));
}

std::vector<Hit> architecture(const RuleContext& context) {
  return with_fix_before(
      kArmGroupsFrom, "run the pod on self-managed Graviton nodes, or let it run on amd64 as well",
      context, obstacles(context, Mismatch::architecture));
}

std::vector<Hit> spot(const RuleContext& context) {
  return with_fix_before(kSpotGroupsFrom, "run the pod on self-managed Spot nodes", context,
                         obstacles(context, Mismatch::spot));
}

std::vector<Hit> node_selector(const RuleContext& context) {
  if (context.workload.kind == model::WorkloadKind::daemon_set) {
    return {};  // keeping a DaemonSet off Fargate nodes is right
  }
  return obstacles(context, Mismatch::other);
}

void note_terms(const std::vector<model::PodAffinityTerm>& terms, std::string_view field,
                std::string_view words, const RuleContext& context, std::vector<Hit>& hits) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].topology_key == kHostnameLabel) {
      hits.push_back(
          {.at = terms[i].at,
           .path = fmt::format("{}.affinity.{}.requiredDuringSchedulingIgnoredDuringExecution[{}]",
                               context.workload.pod.path, field, i),
           .message = std::string(words)});
    }
  }
}

std::vector<Hit> by_host(const RuleContext& context) {
  const auto& spec = context.workload.pod.spec;
  std::vector<Hit> hits;
  note_terms(spec.required_pod_affinity, "podAffinity",
             "pod affinity by host can never be met: each Fargate pod is alone on its node",
             context, hits);
  note_terms(spec.required_pod_anti_affinity, "podAntiAffinity",
             "pod anti-affinity by host is always met: each Fargate pod is alone on its node",
             context, hits);
  for (std::size_t i = 0; i < spec.topology_spread.size(); ++i) {
    if (spec.topology_spread[i].topology_key == kHostnameLabel) {
      hits.push_back(
          {.at = spec.topology_spread[i].at,
           .path = fmt::format("{}.topologySpreadConstraints[{}]", context.workload.pod.path, i),
           .message = "spread by host is always met: each Fargate pod is alone on its node"});
    }
  }
  return hits;
}

std::vector<Hit> scheduler_name(const RuleContext& context) {
  const auto& name = context.workload.pod.spec.scheduler_name;
  if (!name || is_one_of(name->value, {"", "default-scheduler", "fargate-scheduler"})) {
    return {};
  }
  return {{.at = name->at,
           .path = context.workload.pod.path + ".schedulerName",
           .message = fmt::format("the pod asks for the scheduler {}, and Fargate has its own",
                                  name->value)}};
}

std::vector<Hit> priority_class(const RuleContext& context) {
  const auto& name = context.workload.pod.spec.priority_class_name;
  if (!name || name->value.empty() || name->value.starts_with("system-")) {
    return {};
  }
  return {
      {.at = name->at,
       .path = context.workload.pod.path + ".priorityClassName",
       .message = fmt::format(
           "the priority class {} decides nothing where each pod has its own node", name->value)}};
}

std::vector<Hit> runtime_class(const RuleContext& context) {
  const auto& pod = context.workload.pod;
  const auto& name = pod.spec.runtime_class_name;
  if (name && !name->value.empty()) {
    return {{.at = name->at,
             .path = pod.path + ".runtimeClassName",
             .message = fmt::format(
                 "the pod asks for the runtime class {}; its overhead is not in the size",
                 name->value)}};
  }
  if (!pod.spec.overhead.empty()) {
    return {
        {.at = pod.spec.overhead.begin()->second.at,
         .path = pod.path + ".overhead",
         .message = "the pod states the overhead of a runtime class, which is not in the size"}};
  }
  return {};
}

constexpr std::array<Rule, 8> kSchedulingRules{{
    {.id = "fargate-windows",
     .title = "Fargate on EKS runs Linux only",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on a Windows node group",
     .source = kComparison,
     .find = windows,
     .trigger =
         "os.name: windows, or a node selector or required node affinity that takes no linux"},
    {.id = "fargate-arm64",
     .title = "Fargate on EKS is x86-64 only",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on a Graviton node group, or let it run on amd64 as well",
     .source = "EKS user guide, comparison of compute options; aws/containers-roadmap#1629",
     .find = architecture,
     .trigger = "a node selector or required node affinity that takes no amd64"},
    {.id = "fargate-spot-selector",
     .title = "EKS has no Fargate Spot",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on a Spot node group",
     .source = "EKS user guide, Fargate considerations; aws/containers-roadmap#622",
     .find = spot,
     .trigger = "a node selector or required node affinity for Spot capacity of EKS or Karpenter"},
    {.id = "fargate-node-selector",
     .title = "A Fargate node has few labels: compute type, OS, architecture, zone and region",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "remove the requirement, or run the pod on nodes",
     .source = "AWS names no other label of Fargate nodes",
     .find = node_selector,
     .trigger = "a node selector or required node affinity on labels that a Fargate node lacks"},
    {.id = "fargate-affinity-ignored",
     .title = "Constraints by host mean nothing on Fargate: each pod has a node of its own",
     .intervals = kAlwaysNote,
     .basis = Basis::inferred,
     .fix = "leave out constraints by host for pods on Fargate",
     .source = "EKS best practices guide, cost optimisation, compute",
     .find = by_host,
     .trigger =
         "required pod affinity, anti-affinity or topology spread by kubernetes.io/hostname"},
    {.id = "fargate-scheduler-name",
     .title = "Fargate pods are scheduled by fargate-scheduler",
     .intervals = kAlwaysWarn,
     .basis = Basis::inferred,
     .fix = "leave out schedulerName: a webhook of EKS sets it",
     .source = "EKS user guide, Fargate overview",
     .find = scheduler_name,
     .trigger = "schedulerName other than default-scheduler and fargate-scheduler"},
    {.id = "fargate-runtime-class",
     .title = "Fargate leaves no choice of a runtime class",
     .intervals = kAlwaysWarn,
     .basis = Basis::inferred,
     .fix = "leave out runtimeClassName and overhead for pods on Fargate",
     .source = "AWS names no runtime class of Fargate",
     .find = runtime_class,
     .trigger = "runtimeClassName or overhead"},
    {.id = "fargate-priority-class",
     .title = "Priority decides nothing on Fargate",
     .intervals = kAlwaysNote,
     .basis = Basis::documented,
     .fix = "none needed: Fargate pods show as system-node-critical",
     .source = "EKS user guide, Fargate Pod configuration",
     .find = priority_class,
     .trigger = "priorityClassName that is not one of the system"},
}};

}  // namespace

std::span<const Rule> scheduling_rules() {
  return kSchedulingRules;
}

}  // namespace eksplan::rules
