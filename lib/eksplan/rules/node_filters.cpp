#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/filter_key.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using model::Labels;
using model::NodeSelectorTerm;
using model::PodSpec;
using model::Taint;
using model::TaintEffect;
using model::Toleration;

std::string_view name(TaintEffect effect) {
  switch (effect) {
    case TaintEffect::no_schedule:
      return "NoSchedule";
    case TaintEffect::prefer_no_schedule:
      return "PreferNoSchedule";
    case TaintEffect::no_execute:
      break;
  }
  return "NoExecute";
}

/// Kubernetes wants an operator Exists beside an empty key, but compares the values when it is not
/// there.
bool covers(const Toleration& toleration, const Taint& taint) {
  const bool same_effect = !toleration.effect || *toleration.effect == taint.effect;
  const bool same_key = toleration.key.empty() || toleration.key == taint.key;
  return same_effect && same_key && (toleration.exists || toleration.value == taint.value);
}

std::optional<Refusal> refused_by_os(const PodSpec& pod) {
  if (!pod.os_name || pod.os_name->value.empty() || pod.os_name->value == "linux") {
    return std::nullopt;
  }
  return Refusal{"PodOS", fmt::format("the pod runs on {}, the node on linux", pod.os_name->value)};
}

std::optional<Refusal> refused_by_selector(const Labels& labels, const PodSpec& pod) {
  for (const auto& [key, value] : pod.node_selector) {
    const auto label = labels.find(key);
    if (label == labels.end() || label->second != value.value) {
      return Refusal{"NodeAffinity", fmt::format("nodeSelector wants {}={}", key, value.value)};
    }
  }
  return std::nullopt;
}

/// The first requirement of a term that a node does not meet; nothing when it meets them all.
std::optional<std::string> unmet(const NodeSelectorTerm& term, const Labels& labels) {
  if (term.expressions.empty() && term.fields.empty()) {
    return "nothing (an empty term)";
  }
  for (const auto& requirement : term.expressions) {
    if (!matches(requirement, labels)) {
      return requirement_text(requirement);
    }
  }
  for (const auto& requirement : term.fields) {
    if (!matches(requirement, {})) {
      return requirement_text(requirement);
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refused_by_affinity(const Labels& labels, const PodSpec& pod) {
  if (!pod.has_required_node_affinity) {
    return std::nullopt;
  }
  std::vector<std::string> wishes;
  for (const auto& term : pod.required_node_affinity) {
    auto wish = unmet(term, labels);
    if (!wish) {
      return std::nullopt;
    }
    if (std::ranges::find(wishes, *wish) == wishes.end()) {
      wishes.push_back(*std::move(wish));
    }
  }
  if (wishes.empty()) {
    wishes.emplace_back("nothing (it has no terms)");
  }
  return Refusal{"NodeAffinity",
                 fmt::format("required node affinity wants {}", base::join(wishes, " or "))};
}

std::optional<Refusal> refused_by_taint(const std::vector<Taint>& taints, const PodSpec& pod) {
  for (const auto& taint : taints) {
    if (taint.effect != TaintEffect::prefer_no_schedule && !tolerates(pod.tolerations, taint)) {
      return Refusal{"TaintToleration",
                     fmt::format("taint {} is not tolerated", taint_text(taint))};
    }
  }
  return std::nullopt;
}

void add(std::size_t number, std::string& key) {
  key += std::to_string(number);
  key += ':';
}

// Lengths keep one text from looking like several.
void add(std::string_view text, std::string& key) {
  add(text.size(), key);
  key += text;
}

void add(const std::vector<model::LabelRequirement>& requirements, std::string& key) {
  add(requirements.size(), key);
  for (const auto& requirement : requirements) {
    add(std::string_view(requirement.key), key);
    add(static_cast<std::size_t>(requirement.op), key);
    add(requirement.values.size(), key);
    for (const auto& value : requirement.values) {
      add(std::string_view(value), key);
    }
  }
}

}  // namespace

std::string filter_key(const PodSpec& pod) {
  std::string key;
  add(pod.os_name ? std::string_view(pod.os_name->value) : std::string_view(), key);
  add(pod.node_selector.size(), key);
  for (const auto& [label, value] : pod.node_selector) {
    add(std::string_view(label), key);
    add(std::string_view(value.value), key);
  }
  add(std::size_t{pod.has_required_node_affinity}, key);
  add(pod.required_node_affinity.size(), key);
  for (const auto& term : pod.required_node_affinity) {
    add(term.expressions, key);
    add(term.fields, key);
  }
  add(pod.tolerations.size(), key);
  for (const auto& toleration : pod.tolerations) {
    add(std::string_view(toleration.key), key);
    add(std::string_view(toleration.value), key);
    add(std::size_t{toleration.exists}, key);
    add(toleration.effect ? static_cast<std::size_t>(*toleration.effect) + 1 : 0, key);
  }
  return key;
}

bool tolerates(const std::vector<Toleration>& tolerations, const Taint& taint) {
  return std::ranges::any_of(
      tolerations, [&](const Toleration& toleration) { return covers(toleration, taint); });
}

std::string taint_text(const Taint& taint) {
  return taint.value.empty() ? fmt::format("{}:{}", taint.key, name(taint.effect))
                             : fmt::format("{}={}:{}", taint.key, taint.value, name(taint.effect));
}

std::optional<Refusal> refuses(const NodeKind& node, const PodSpec& pod) {
  if (auto refusal = refused_by_os(pod)) {
    return refusal;
  }
  if (auto refusal = refused_by_selector(node.labels, pod)) {
    return refusal;
  }
  if (auto refusal = refused_by_affinity(node.labels, pod)) {
    return refusal;
  }
  return refused_by_taint(node.taints, pod);
}

bool counts_nodes(const model::TopologySpread& spread, const NodeKind& node, const PodSpec& pod) {
  const bool out_of_reach = spread.honors_affinity && (refused_by_selector(node.labels, pod) ||
                                                       refused_by_affinity(node.labels, pod));
  const bool tainted = spread.honors_taints && refused_by_taint(node.taints, pod);
  return !out_of_reach && !tainted;
}

}  // namespace eksplan::rules
