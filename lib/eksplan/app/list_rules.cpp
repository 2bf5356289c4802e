#include "eksplan/app/list_rules.hpp"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/report/rule_list.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::app {
namespace {

constexpr std::array<std::pair<std::string_view, RuleListFormat>, 3> kFormats{
    {{"table", RuleListFormat::table},
     {"json", RuleListFormat::json},
     {"markdown", RuleListFormat::markdown}}};

}  // namespace

base::Parsed<RuleListFormat> parse_rule_list_format(std::string_view text) {
  std::vector<std::string_view> words;
  for (const auto& [word, format] : kFormats) {
    if (word == text) {
      return format;
    }
    words.push_back(word);
  }
  const auto near = base::nearest(text, words);
  return base::Fault{fmt::format("'{}' is not one of table, json, markdown", text),
                     near ? fmt::format("did you mean {}?", *near) : ""};
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
    std::vector<std::string_view> ids;
    for (const auto& known : rules::rules()) {
      ids.push_back(known.id);
    }
    const auto near = base::nearest(id, ids);
    return base::Fault{fmt::format("there is no rule '{}'", id),
                       near ? fmt::format("did you mean {}?", *near) : "eksplan rules lists them"};
  }
  return options.format == RuleListFormat::json ? report::rule_json(*rule)
                                                : report::rule_text(*rule, options.table);
}

}  // namespace eksplan::app
