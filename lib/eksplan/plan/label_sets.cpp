#include "eksplan/plan/label_sets.hpp"

#include <charconv>
#include <limits>
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

void add_sets_of(const model::PodSpec& pod, std::set<Labels>& sets) {
  Labels selected;
  for (const auto& [key, value] : pod.node_selector) {
    if (!rules::is_well_known_label(key)) {
      selected.emplace(key, value.value);
    }
  }
  if (pod.required_node_affinity.empty()) {
    sets.insert(selected);
  }
  for (const auto& term : pod.required_node_affinity) {
    sets.insert(with_term(selected, term));
  }
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

}  // namespace

std::vector<Labels> label_sets(const demand::Demand& demand) {
  std::set<Labels> sets{{}};
  for (const auto& item : demand.items) {
    if (!item.is_daemon && item.replicas > 0) {
      add_sets_of(item.workload.pod.spec, sets);
    }
  }
  for (auto& joined : unions(sets)) {
    sets.insert(std::move(joined));
  }
  return {sets.begin(), sets.end()};
}

}  // namespace eksplan::plan
