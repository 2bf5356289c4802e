#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/rule_list.hpp"
#include "eksplan/report/rule_words.hpp"

namespace eksplan::report {
namespace {

constexpr std::string_view kIntroduction =
    "# The rules of eksplan check\n\neksplan knows {} rules. One that blocks keeps pods off "
    "Fargate: AWS refuses them. One that "
    "warns lets them run, but not as written; cost is about the bill, and a note is for "
    "information. Each severity holds from a day to a day, so that a limits profile of an earlier "
    "day finds what held then. A block that is only inferred shows as a warning, though a plan "
    "keeps "
    "such pods off Fargate all the same.\n";

std::string severity_cell(std::optional<model::FindingSeverity> severity) {
  return std::string(severity ? model::name(*severity) : "–");
}

std::string row(const rules::Rule& rule) {
  return markdown_row({fmt::format("`{}`", rule.id), severity_cell(shown_on(rule, february_2020())),
                       severity_cell(shown_on(rule, rules::kForever)),
                       markdown_escaped(base::join(dated_severities(rule), "; ")),
                       basis_text(rule.basis), markdown_escaped(rule.trigger),
                       markdown_escaped(rule.fix)});
}

}  // namespace

std::string rules_markdown() {
  auto text = fmt::format(kIntroduction, rules::rules().size());
  for (const auto& topic : rules::topics()) {
    if (topic.rules.empty()) {
      continue;
    }
    text += fmt::format("\n## {}\n\n", topic.title);
    text += markdown_header(
        {"Rule", "February 2020", "Today", "Since and until", "Basis", "Sets it off", "Fix"});
    for (const auto& rule : topic.rules) {
      text += row(rule);
    }
  }
  return text;
}

}  // namespace eksplan::report
