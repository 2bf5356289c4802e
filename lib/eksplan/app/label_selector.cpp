#include "eksplan/app/label_selector.hpp"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::app {
namespace {

constexpr std::string_view kHint =
    "write it as for kubectl: app=web,tier!=cache,env in (dev,test),!legacy";

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '/';
}

bool is_key(std::string_view key) {
  if (key.empty()) {
    return false;
  }
  for (const char c : key) {
    if (!is_key_character(c)) {
      return false;
    }
  }
  return true;
}

// Parts between commas outside parentheses.
std::vector<std::string_view> requirements_of(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == ',' && depth == 0)) {
      parts.push_back(base::trim(text.substr(start, i - start)));
      start = i + 1;
    } else {
      depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    }
  }
  return parts;
}

std::optional<model::LabelRequirement> requirement(std::string_view key, model::SelectorOperator op,
                                                   std::vector<std::string> values) {
  key = base::trim(key);
  if (!is_key(key)) {
    return std::nullopt;
  }
  for (const auto& value : values) {
    if (!value.empty() && !is_key(value)) {
      return std::nullopt;
    }
  }
  return model::LabelRequirement{std::string(key), op, std::move(values), {}};
}

std::optional<model::LabelRequirement> parse_set(std::string_view text, std::size_t open) {
  if (text.back() != ')') {
    return std::nullopt;
  }
  const auto head = base::trim(text.substr(0, open));
  const auto blank = head.find_last_of(" \t");
  if (blank == std::string_view::npos) {
    return std::nullopt;
  }
  const auto word = head.substr(blank + 1);
  if (word != "in" && word != "notin") {
    return std::nullopt;
  }
  std::vector<std::string> values;
  for (const auto value : base::split(text.substr(open + 1, text.size() - open - 2), ',')) {
    values.emplace_back(base::trim(value));
  }
  return requirement(head.substr(0, blank),
                     word == "in" ? model::SelectorOperator::in : model::SelectorOperator::not_in,
                     std::move(values));
}

std::optional<model::LabelRequirement> parse_requirement(std::string_view text) {
  using model::SelectorOperator;
  if (text.empty()) {
    return std::nullopt;
  }
  if (const auto open = text.find('('); open != std::string_view::npos) {
    return parse_set(text, open);
  }
  if (text.front() == '!') {
    return requirement(text.substr(1), SelectorOperator::does_not_exist, {});
  }
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) {
    return requirement(text, SelectorOperator::exists, {});
  }
  const bool negated = equals > 0 && text[equals - 1] == '!';
  const auto after = text.substr(equals + (text.substr(equals).substr(0, 2) == "==" ? 2 : 1));
  return requirement(text.substr(0, negated ? equals - 1 : equals),
                     negated ? SelectorOperator::not_in : SelectorOperator::in,
                     {std::string(base::trim(after))});
}

}  // namespace

base::Parsed<model::LabelSelector> parse_label_selector(std::string_view text) {
  model::LabelSelector selector;
  if (base::trim(text).empty()) {
    return selector;
  }
  for (const auto part : requirements_of(text)) {
    auto parsed = parse_requirement(part);
    if (!parsed) {
      return base::Fault{fmt::format("'{}' is not a label selector", part), std::string(kHint)};
    }
    selector.requirements.push_back(std::move(*parsed));
  }
  return selector;
}

}  // namespace eksplan::app
