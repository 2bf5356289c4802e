#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using model::LabelRequirement;
using model::SelectorOperator;

/// A whole number as Go's strconv.ParseInt(text, 10, 64) takes it, with a sign or without.
std::optional<std::int64_t> integer(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) {
    text.remove_prefix(1);
  }
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

bool compares(const LabelRequirement& requirement, std::string_view label) {
  const auto actual = integer(label);
  const auto bound =
      requirement.values.size() == 1 ? integer(requirement.values.front()) : std::nullopt;
  if (!actual || !bound) {
    return false;
  }
  return requirement.op == SelectorOperator::gt ? *actual > *bound : *actual < *bound;
}

bool is_listed(const LabelRequirement& requirement, const std::string& label) {
  return std::ranges::find(requirement.values, label) != requirement.values.end();
}

std::string_view name(SelectorOperator op) {
  switch (op) {
    case SelectorOperator::in:
      return "In";
    case SelectorOperator::not_in:
      return "NotIn";
    case SelectorOperator::exists:
      return "Exists";
    case SelectorOperator::does_not_exist:
      return "DoesNotExist";
    case SelectorOperator::gt:
      return "Gt";
    case SelectorOperator::lt:
      break;
  }
  return "Lt";
}

}  // namespace

bool matches(const LabelRequirement& requirement, const model::Labels& labels) {
  const auto label = labels.find(requirement.key);
  const bool present = label != labels.end();
  switch (requirement.op) {
    case SelectorOperator::in:
      return present && is_listed(requirement, label->second);
    case SelectorOperator::not_in:
      return !present || !is_listed(requirement, label->second);
    case SelectorOperator::exists:
      return present;
    case SelectorOperator::does_not_exist:
      return !present;
    case SelectorOperator::gt:
    case SelectorOperator::lt:
      break;
  }
  return present && compares(requirement, label->second);
}

bool has_all(const model::Labels& labels, const model::Labels& wanted) {
  return std::ranges::all_of(wanted, [&](const auto& label) {
    const auto found = labels.find(label.first);
    return found != labels.end() && found->second == label.second;
  });
}

bool matches(const model::LabelSelector& selector, const model::Labels& labels) {
  return std::ranges::all_of(selector.requirements, [&](const LabelRequirement& requirement) {
    return matches(requirement, labels);
  });
}

std::string requirement_text(const LabelRequirement& requirement) {
  auto start = fmt::format("{} {}", requirement.key, name(requirement.op));
  switch (requirement.op) {
    case SelectorOperator::in:
    case SelectorOperator::not_in:
      return fmt::format("{} [{}]", start, base::join(requirement.values, ", "));
    case SelectorOperator::gt:
    case SelectorOperator::lt:
      return fmt::format("{} {}", start, base::join(requirement.values, ", "));
    case SelectorOperator::exists:
    case SelectorOperator::does_not_exist:
      break;
  }
  return start;
}

}  // namespace eksplan::rules
