#include "eksplan/app/plan_choices.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::app {
namespace {

using Texts = std::vector<std::string>;

// The order and number of a list's entries mean nothing.
std::string set_text(Texts texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return base::join(texts, ",");
}

// In their order: a later one counts more.
std::string type_buying_text(const std::vector<catalog::TypeBuying>& list) {
  Texts texts;
  std::ranges::transform(list, std::back_inserter(texts), [](const catalog::TypeBuying& one) {
    return one.types + "=" + catalog::text_of(one.buying);
  });
  return base::join(texts, " ");
}

std::string discounts_text(const std::vector<catalog::Discount>& discounts) {
  Texts texts;
  std::ranges::transform(
      discounts, std::back_inserter(texts),
      [](const catalog::Discount& discount) { return catalog::text_of(discount); });
  return set_text(std::move(texts));
}

std::string savings_rates_text(const std::vector<catalog::SavingsRate>& rates) {
  Texts texts;
  std::ranges::transform(rates, std::back_inserter(texts),
                         [](const catalog::SavingsRate& rate) { return catalog::text_of(rate); });
  return set_text(std::move(texts));
}

std::string architectures_text(const std::vector<model::Architecture>& architectures) {
  Texts names;
  std::ranges::transform(architectures, std::back_inserter(names),
                         [](auto architecture) { return std::string(model::name(architecture)); });
  return set_text(std::move(names));
}

std::string requirement_text(const model::LabelRequirement& requirement) {
  const auto& key = requirement.key;
  const auto values = set_text(requirement.values);
  switch (requirement.op) {
    case model::SelectorOperator::in:
      return fmt::format("{} in ({})", key, values);
    case model::SelectorOperator::not_in:
      return fmt::format("{} notin ({})", key, values);
    case model::SelectorOperator::exists:
      return key;
    case model::SelectorOperator::does_not_exist:
      return "!" + key;
    case model::SelectorOperator::gt:
      return fmt::format("{}>{}", key, values);
    case model::SelectorOperator::lt:
      break;
  }
  return fmt::format("{}<{}", key, values);
}

std::string selector_text(const model::LabelSelector& selector) {
  Texts parts;
  std::ranges::transform(selector.requirements, std::back_inserter(parts), requirement_text);
  return set_text(std::move(parts));
}

}  // namespace

std::vector<report::Choice> plan_choices(const EstimateOptions& options) {
  const EstimateOptions usual;
  std::vector<report::Choice> choices;
  const auto add = [&](std::string_view name, const std::string& value, const std::string& other) {
    if (value != other) {
      choices.push_back({std::string(name), value});
    }
  };
  const auto add_number = [&](std::string_view name, std::int64_t value, std::int64_t other) {
    add(name, std::to_string(value), std::to_string(other));
  };
  add("arch", architectures_text(options.architectures), architectures_text(usual.architectures));
  add("discounts", discounts_text(options.discounts), "");
  add("instance-types", set_text(options.instance_types), "");
  add_number("max-node-groups", options.max_node_groups, usual.max_node_groups);
  add_number("min-nodes", options.min_nodes, usual.min_nodes);
  add("namespace", set_text(options.namespaces), "");
  add_number("nat-gateways", options.nat_gateways, usual.nat_gateways);
  add("no-add-ons", options.add_ons ? "" : "true", "");
  add("purchase", type_buying_text(options.buying_of_types), "");
  add("savings-rates", savings_rates_text(options.savings_rates), "");
  add("selector", selector_text(options.selector), "");
  add("zones", options.zones ? std::to_string(*options.zones) : "", "");
  return choices;
}

}  // namespace eksplan::app
