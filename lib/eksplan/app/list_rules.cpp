#include "eksplan/app/list_rules.hpp"

#include <vector>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/report/rule_list.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::app {
base::Fault unknown_rule(std::string_view id) {
  std::vector<std::string_view> ids;
  for (const auto& rule : rules::rules()) {
    ids.push_back(rule.id);
  }
  const auto near = base::nearest(id, ids);
  return {fmt::format("there is no rule '{}'", id),
          near ? fmt::format("did you mean {}?", *near) : "eksplan rules lists them"};
}

std::string list_rules(const RuleListOptions& options) {
  switch (options.format) {
    case RuleListFormat::json:
      return report::rules_json();
    case RuleListFormat::markdown:
      return report::rules_markdown();
    case RuleListFormat::table:
      break;
  }
  return report::rules_table(options.table);
}

base::Parsed<std::string> explain_rule(std::string_view id, const RuleListOptions& options) {
  const auto rule = rules::find_rule(id);
  if (!rule) {
    return unknown_rule(id);
  }
  return options.format == RuleListFormat::json ? report::rule_json(*rule)
                                                : report::rule_text(*rule, options.table);
}

}  // namespace eksplan::app
