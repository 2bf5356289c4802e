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
#include "eksplan/units/money.hpp"

namespace eksplan::rules {

class Scene;

/// What a rule function found: where, and the words that fill the row's message.
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
  /// Whose place `at` is. `find` leaves it out, as it looks at one workload.
  model::ObjectId object{};
  /// What mending it saves, over all pods of the workload; nothing when no price is known.
  std::optional<units::HourlyRate> saving{};
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

/// One row of the table. It has exactly one of `find` and `find_all`.
struct Rule {
  std::string_view id;                  ///< stable: "fargate-host-port"
  std::string_view title;               ///< one sentence: what Fargate does not do
  std::span<const Interval> intervals;  ///< none at a date = the rule is not active then
  model::Basis basis;
  std::string_view fix;     ///< what to do about it
  std::string_view source;  ///< documents and issues that say so
  /// Looks at one workload by itself; a hit at severity block keeps its pods off Fargate.
  std::vector<Hit> (*find)(const RuleContext&) = nullptr;
  /// Looks at everything, once it is known what runs on Fargate; it keeps nothing off Fargate.
  std::vector<Hit> (*find_all)(const Scene&) = nullptr;
  /// What in the input sets it off: lower case, no full stop.
  std::string_view trigger{};
  /// AWS's own words when it refuses, as far as somebody has published them; may be empty.
  std::string_view aws_wording{};
};

/// Whether `interval` covers `day`.
bool holds_on(const Interval& interval, Date day);

/// The severity that `rule` has on `day`; nothing when it is not active then.
std::optional<model::FindingSeverity> severity_on(const Rule& rule, Date day);

/// The severity to print: a block that is only inferred is no refusal of AWS's and shows as a
/// warning, though the placement honours it like any block.
model::FindingSeverity shown_severity(model::FindingSeverity severity, model::Basis basis);

/// What a hit of `rule` is to a reader. `severity` is that of the hit before it is known how sure
/// it is.
model::Finding finding_of(const Rule& rule, model::FindingSeverity severity, Hit hit);

/// "Fargate: size and requests", one for each topic of the table.
struct Topic {
  std::string_view title;
  std::span<const Rule> rules;
};

/// The table by topics: from what a pod asks for to how it is run, the order in which a reader of a
/// report mends a manifest.
std::span<const Topic> topics();

/// The whole table, in the order of the topics.
std::span<const Rule> rules();

/// The row of one id; nothing when there is none.
std::optional<Rule> find_rule(std::string_view id);

}  // namespace eksplan::rules
