#include "eksplan/k8s/labels.hpp"

#include <array>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::k8s {
namespace {

using model::SelectorOperator;

constexpr std::string_view kLastApplied = "kubectl.kubernetes.io/last-applied-configuration";

constexpr std::array<std::string_view, 6> kOperatorNames{"In",           "NotIn", "Exists",
                                                         "DoesNotExist", "Gt",    "Lt"};
constexpr std::array<SelectorOperator, 6> kOperators{
    SelectorOperator::in,     SelectorOperator::not_in,
    SelectorOperator::exists, SelectorOperator::does_not_exist,
    SelectorOperator::gt,     SelectorOperator::lt};
constexpr std::size_t kLabelOperators = 4;

std::optional<SelectorOperator> operator_at(const doc::Fields& fields, Operators operators) {
  const auto text = fields.required_string("operator");
  if (!text) {
    return std::nullopt;
  }
  const auto count = operators == Operators::nodes ? kOperators.size() : kLabelOperators;
  for (std::size_t i = 0; i < count; ++i) {
    if (*text == kOperatorNames[i]) {
      return kOperators[i];
    }
  }
  const auto known = std::span(kOperatorNames).first(count);
  const auto meant = base::nearest(*text, known);
  doc::report(
      fields.diagnostics(), *fields.find("operator"), diag::kK8sFieldValue,
      fmt::format("'{}' is not an operator", *text),
      meant ? fmt::format("did you mean {}?", *meant) : "write In, NotIn, Exists or DoesNotExist");
  return std::nullopt;
}

// What the API asks of `values`; without it a term would match by accident.
bool check_values(const doc::Fields& fields, SelectorOperator op,
                  const std::vector<std::string>& values) {
  const bool needs_values = op == SelectorOperator::in || op == SelectorOperator::not_in;
  const bool needs_one = op == SelectorOperator::gt || op == SelectorOperator::lt;
  if ((needs_values && values.empty()) || (needs_one && values.size() != 1)) {
    doc::report(fields.diagnostics(), fields.node(), diag::kK8sFieldValue,
                fmt::format("values has {}", base::plural(static_cast<long long>(values.size()),
                                                          "entry", "entries")),
                needs_one ? "give exactly one value" : "give at least one value");
    return false;
  }
  return true;
}

}  // namespace

model::Labels labels_at(const doc::Fields& fields, std::string_view path) {
  model::Labels labels;
  const auto mapping = fields.mapping(path);
  for (std::size_t i = 0; mapping && i < mapping->size(); ++i) {
    const auto key = mapping->key(i).text();
    if (key == kLastApplied) {
      continue;
    }
    if (auto text = doc::text_of(fields, mapping->at(i))) {
      labels.insert_or_assign(std::string(key), std::move(*text));
    }
  }
  return labels;
}

std::vector<model::LabelRequirement> requirements_at(const doc::Fields& fields,
                                                     std::string_view path, Operators operators,
                                                     const Reading& reading) {
  std::vector<model::LabelRequirement> requirements;
  for (const auto& node : mappings_at(fields, path)) {
    const doc::Fields entry(node, reading.found);
    auto key = entry.required_string("key");
    const auto op = operator_at(entry, operators);
    auto values = strings_at(entry, "values");
    if (key && op && check_values(entry, *op, values)) {
      requirements.push_back({.key = std::move(*key),
                              .op = *op,
                              .values = std::move(values),
                              .at = place_of(node, reading)});
    }
  }
  return requirements;
}

std::optional<model::LabelSelector> selector_at(const doc::Fields& fields, std::string_view path,
                                                const Reading& reading) {
  const auto node = fields.mapping(path);
  if (!node) {
    return std::nullopt;
  }
  const doc::Fields selector(*node, reading.found);
  model::LabelSelector result;
  const auto labels = selector.mapping("matchLabels");
  for (std::size_t i = 0; labels && i < labels->size(); ++i) {
    const auto value = labels->at(i);
    if (auto text = doc::text_of(selector, value)) {
      result.requirements.push_back({.key = std::string(labels->key(i).text()),
                                     .op = SelectorOperator::in,
                                     .values = {std::move(*text)},
                                     .at = place_of(value, reading)});
    }
  }
  auto expressions = requirements_at(selector, "matchExpressions", Operators::labels, reading);
  for (auto& requirement : expressions) {
    result.requirements.push_back(std::move(requirement));
  }
  return result;
}

}  // namespace eksplan::k8s
