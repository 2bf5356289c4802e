#pragma once
/// The shape of the rule table: a rule is one small function and one row.

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/finding.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/limits_profile.hpp"

namespace eksplan::rules {

/// What a rule function found in one workload: where, and the words that fill the row's message.
struct Hit {
  model::Place at;
  std::string path;         ///< within the object, complete: "spec.template.spec.hostNetwork"
  std::string message;      ///< lower case, no full stop
  std::string aws_message;  ///< AWS's wording with the names filled in; may be empty
  std::string fix;          ///< in place of the row's own when not empty
};

/// From `since` to the day before `until` the rule has this severity.
struct Interval {
  Date since;
  Date until = kForever;
  model::FindingSeverity severity = model::FindingSeverity::block;
};

struct RuleContext {
  const model::Workload& workload;
  const model::Inventory& inventory;
  const LimitsProfile& profile;
};

struct Rule {
  std::string_view id;                  ///< stable: "fargate-host-port"
  std::string_view title;               ///< one sentence: what Fargate does not do
  std::span<const Interval> intervals;  ///< none at a date = the rule is not active then
  model::Basis basis;
  std::string_view fix;                 ///< what to do about it
  std::string_view source;              ///< documents and issues that say so
  std::vector<Hit> (*find)(const RuleContext&);
  bool refuses_placement = true;        ///< a hit at severity block, or an inferred one, keeps the pod off Fargate
};

/// The whole table, in the order of the topics.
std::span<const Rule> rules();

}  // namespace eksplan::rules
