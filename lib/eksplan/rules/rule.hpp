#pragma once
/// The shape of the rule table: a rule is one small function and one row.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/finding.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/claims.hpp"
#include "eksplan/rules/limits_profile.hpp"

namespace eksplan::rules {

/// What a rule function found in one workload: where, and the words that fill the row's message.
struct Hit {
  model::Place at{};
  std::string path{};         ///< within the object, complete: "spec.template.spec.hostNetwork"
  std::string message{};      ///< lower case, no full stop
  std::string aws_message{};  ///< AWS's wording with the names filled in; may be empty
  std::string fix{};          ///< in place of the row's own when not empty
  /// In place of the interval's severity: a hit milder than its rule.
  std::optional<model::FindingSeverity> severity{};
  /// In place of the row's basis: a hit less sure than its rule.
  std::optional<model::Basis> basis{};
};

/// From `since` to the day before `until` the rule has this severity.
struct Interval {
  Date since{};
  Date until = kForever;
  model::FindingSeverity severity = model::FindingSeverity::block;
};

/// What a rule function looks at.
struct RuleContext {
  const model::Workload& workload;
  const model::Inventory& inventory;
  const LimitsProfile& profile;
  std::span<const MountedClaim> claims;  ///< of the workload
};

struct Rule {
  std::string_view id;                  ///< stable: "fargate-host-port"
  std::string_view title;               ///< one sentence: what Fargate does not do
  std::span<const Interval> intervals;  ///< none at a date = the rule is not active then
  model::Basis basis;
  std::string_view fix;     ///< what to do about it
  std::string_view source;  ///< documents and issues that say so
  std::vector<Hit> (*find)(const RuleContext&);
  bool refuses_placement = true;  ///< a hit at severity block keeps the pod off Fargate
};

/// The severity that `rule` has on `day`; nothing when it is not active then.
std::optional<model::FindingSeverity> severity_on(const Rule& rule, Date day);

/// The severity to print: a block that is only inferred is no refusal of AWS's and shows as a
/// warning, though the placement honours it like any block.
model::FindingSeverity shown_severity(model::FindingSeverity severity, model::Basis basis);

/// The whole table, in the order of the topics.
std::span<const Rule> rules();

/// The row of one id; nothing when there is none.
std::optional<Rule> find_rule(std::string_view id);

}  // namespace eksplan::rules
