#pragma once
/// The table of rules as bytes: what `rules` lists and `explain` says of one rule. All text ends in
/// a newline.

#include <string>

#include "eksplan/report/write.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::report {

/// By topic: today's severity, id and title of each rule, and the severity of the limits profile
/// 2020-02 where it is another one. `style.view` does not matter.
std::string rules_table(const TableStyle& style);

/// A list of objects as rule_json() writes them, in the order of the table.
std::string rules_json();

/// The body of a page about all rules: a table for each topic.
std::string rules_markdown();

/// All there is to say about one rule, for people.
std::string rule_text(const rules::Rule& rule, const TableStyle& style);

/// {id, title, topic, basis, trigger, awsWording, fix, sources, intervals: [{since, until,
/// severity}]}; what a rule does not have is left out, as is the end of an interval that has none.
/// `until` is the first day on which it no longer holds.
std::string rule_json(const rules::Rule& rule);

}  // namespace eksplan::report
