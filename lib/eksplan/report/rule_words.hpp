#pragma once
/// What is said about rules of the table, the same in every format. Private to this room.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/finding.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::report {

/// The severity that findings of `rule` have on `day`; nothing when it is not active then.
std::optional<model::FindingSeverity> shown_on(const rules::Rule& rule, rules::Date day);

/// Today's severity; of a rule that is no longer active the last one it had.
model::FindingSeverity latest_severity(const rules::Rule& rule);

/// The day of the limits profile 2020-02.
rules::Date february_2020();

std::string date_text(rules::Date date);  ///< "2020-08-17"

/// "block before 2020-08-17 (profile 2020-02)", "note from 2020-08-17 on (profiles standard and
/// current)": one for each interval.
std::vector<std::string> interval_texts(const rules::Rule& rule);

/// The same without profiles: "block before 2020-08-17".
std::vector<std::string> dated_severities(const rules::Rule& rule);

std::string basis_text(model::Basis basis);  ///< "documented by AWS"

/// The title of the topic that holds the rule; empty when it is in no table.
std::string topic_of(std::string_view rule_id);

/// The documents and issues that say so, one each.
std::vector<std::string> sources_of(const rules::Rule& rule);

}  // namespace eksplan::report
