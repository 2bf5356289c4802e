#include "eksplan/k8s/read_scheduling.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/labels.hpp"

namespace eksplan::k8s {
namespace {

using model::TaintEffect;

constexpr std::array<std::string_view, 3> kEffectNames{"NoSchedule", "PreferNoSchedule",
                                                       "NoExecute"};
constexpr std::array<TaintEffect, 3> kEffects{
    TaintEffect::no_schedule, TaintEffect::prefer_no_schedule, TaintEffect::no_execute};
constexpr std::array<std::string_view, 2> kTolerationOperators{"Exists", "Equal"};
constexpr std::array<std::string_view, 2> kPolicies{"Honor", "Ignore"};
constexpr std::array<std::string_view, 2> kUnsatisfiable{"DoNotSchedule", "ScheduleAnyway"};

// The place of the text at `path` in `names`; a text that is not among them is an error.
std::optional<std::size_t> choice_at(const doc::Fields& fields, std::string_view path,
                                     std::span<const std::string_view> names) {
  const auto text = fields.string(path);
  if (!text || text->empty()) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (*text == names[i]) {
      return i;
    }
  }
  const auto meant = base::nearest(*text, names);
  doc::report(fields.diagnostics(), *fields.find(path), diag::kK8sFieldValue,
              fmt::format("'{}' is not one of {}", *text, fmt::join(names, ", ")),
              meant ? fmt::format("did you mean {}?", *meant) : "");
  return std::nullopt;
}

std::optional<TaintEffect> effect_at(const doc::Fields& fields) {
  const auto choice = choice_at(fields, "effect", kEffectNames);
  return choice ? std::optional(kEffects[*choice]) : std::nullopt;
}

model::Toleration read_toleration(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::Toleration toleration;
  toleration.key = fields.string("key").value_or("");
  const auto op = choice_at(fields, "operator", kTolerationOperators);
  toleration.exists = op == 0;
  toleration.value = fields.string("value").value_or("");
  toleration.effect = effect_at(fields);
  toleration.at = place_of(node, reading);
  const bool equal = op == 1 || !fields.find("operator");
  if (toleration.key.empty() && equal) {
    doc::report(reading.found, node, diag::kK8sFieldValue,
                "a toleration without a key tolerates nothing",
                "write operator: Exists to tolerate every taint");
  }
  return toleration;
}

}  // namespace

std::vector<model::NodeSelectorTerm> node_terms_at(const doc::Fields& fields, std::string_view path,
                                                   const Reading& reading) {
  std::vector<model::NodeSelectorTerm> terms;
  for (const auto& node : mappings_at(fields, path)) {
    const doc::Fields term(node, reading.found);
    terms.push_back(
        {.expressions = requirements_at(term, "matchExpressions", Operators::nodes, reading),
         .fields = requirements_at(term, "matchFields", Operators::nodes, reading)});
  }
  return terms;
}

std::vector<model::PodAffinityTerm> pod_affinity_at(const doc::Fields& fields,
                                                    std::string_view path, const Reading& reading) {
  std::vector<model::PodAffinityTerm> terms;
  for (const auto& node : mappings_at(fields, path)) {
    const doc::Fields entry(node, reading.found);
    model::PodAffinityTerm term;
    term.selector = selector_at(entry, "labelSelector", reading);
    term.namespaces = strings_at(entry, "namespaces");
    term.namespace_selector = selector_at(entry, "namespaceSelector", reading);
    if (term.namespace_selector && term.namespace_selector->requirements.empty()) {
      term.all_namespaces = true;
      term.namespace_selector.reset();
    }
    term.match_label_keys = strings_at(entry, "matchLabelKeys");
    term.mismatch_label_keys = strings_at(entry, "mismatchLabelKeys");
    term.topology_key = entry.required_string("topologyKey").value_or("");
    term.at = place_of(node, reading);
    terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<model::TopologySpread> topology_spread_at(const doc::Fields& fields,
                                                      std::string_view path,
                                                      const Reading& reading) {
  std::vector<model::TopologySpread> spreads;
  for (const auto& node : mappings_at(fields, path)) {
    const doc::Fields entry(node, reading.found);
    model::TopologySpread spread;
    spread.max_skew = count_at(entry, "maxSkew", kMaxInt32).value_or(1);
    if (spread.max_skew == 0) {
      doc::report(reading.found, *entry.find("maxSkew"), diag::kK8sFieldValue,
                  "'0' allows no pod anywhere", "write 1 or more");
    }
    spread.topology_key = entry.required_string("topologyKey").value_or("");
    spread.do_not_schedule = choice_at(entry, "whenUnsatisfiable", kUnsatisfiable).value_or(0) == 0;
    spread.selector = selector_at(entry, "labelSelector", reading);
    spread.match_label_keys = strings_at(entry, "matchLabelKeys");
    spread.honors_affinity = choice_at(entry, "nodeAffinityPolicy", kPolicies).value_or(0) == 0;
    spread.honors_taints = choice_at(entry, "nodeTaintsPolicy", kPolicies).value_or(1) == 0;
    spread.min_domains = count_at(entry, "minDomains", kMaxInt32);
    spread.at = place_of(node, reading);
    spreads.push_back(std::move(spread));
  }
  return spreads;
}

std::vector<model::Toleration> tolerations_at(const doc::Fields& fields, std::string_view path,
                                              const Reading& reading) {
  std::vector<model::Toleration> tolerations;
  for (const auto& node : mappings_at(fields, path)) {
    tolerations.push_back(read_toleration(node, reading));
  }
  return tolerations;
}

std::vector<model::Taint> taints_at(const doc::Fields& fields, std::string_view path) {
  std::vector<model::Taint> taints;
  for (const auto& node : mappings_at(fields, path)) {
    const doc::Fields entry(node, fields.diagnostics());
    taints.push_back({.key = entry.required_string("key").value_or(""),
                      .value = entry.string("value").value_or(""),
                      .effect = effect_at(entry).value_or(TaintEffect::no_schedule)});
  }
  return taints;
}

}  // namespace eksplan::k8s
