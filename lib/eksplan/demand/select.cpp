#include "eksplan/demand/select.hpp"

#include <algorithm>
#include <charconv>

namespace eksplan::demand {
namespace {

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

bool compares(const model::LabelRequirement& requirement, const std::string& label, bool greater) {
  const auto have = integer(label);
  const auto limit =
      requirement.values.size() == 1 ? integer(requirement.values.front()) : std::nullopt;
  return have && limit && (greater ? *have > *limit : *have < *limit);
}

// labels.Requirement.Matches of Kubernetes: a key that is absent satisfies only the negative
// operators.
bool holds(const model::LabelRequirement& requirement, const model::Labels& labels) {
  using enum model::SelectorOperator;
  const auto label = labels.find(requirement.key);
  const bool present = label != labels.end();
  const bool named =
      present && std::ranges::find(requirement.values, label->second) != requirement.values.end();
  switch (requirement.op) {
    case in:
      return named;
    case not_in:
      return !named;
    case exists:
      return present;
    case does_not_exist:
      return !present;
    case gt:
    case lt:
      break;
  }
  return present && compares(requirement, label->second, requirement.op == gt);
}

}  // namespace

bool selects(const Selection& selection, const model::Workload& workload) {
  const auto& namespaces = selection.namespaces;
  const bool in_namespace =
      namespaces.empty() ||
      std::ranges::find(namespaces, workload.id.namespace_name) != namespaces.end();
  return in_namespace &&
         std::ranges::all_of(selection.selector.requirements, [&](const auto& requirement) {
           return holds(requirement, workload.labels);
         });
}

}  // namespace eksplan::demand
