#include "eksplan/rules/rule_table.hpp"

#include <algorithm>
#include <vector>

namespace eksplan::rules {
namespace {

/// From what a pod asks for to where it may stand: the order in which a reader of a report mends a
/// manifest.
std::vector<Rule> join_topics() {
  std::vector<Rule> table;
  for (const auto topic : {size_rules(), storage_size_rules(), device_rules(), security_rules(),
                           volume_rules(), claim_rules(), kind_rules(), scheduling_rules()}) {
    table.insert(table.end(), topic.begin(), topic.end());
  }
  return table;
}

}  // namespace

std::optional<model::FindingSeverity> severity_on(const Rule& rule, Date day) {
  for (const auto& interval : rule.intervals) {
    if (interval.since <= day && (day < interval.until || interval.until == kForever)) {
      return interval.severity;
    }
  }
  return std::nullopt;
}

model::FindingSeverity shown_severity(model::FindingSeverity severity, model::Basis basis) {
  return severity == model::FindingSeverity::block && basis == model::Basis::inferred
             ? model::FindingSeverity::warn
             : severity;
}

std::span<const Rule> rules() {
  static const std::vector<Rule> table = join_topics();
  return table;
}

std::optional<Rule> find_rule(std::string_view id) {
  const auto table = rules();
  const auto found = std::ranges::find(table, id, &Rule::id);
  return found == table.end() ? std::nullopt : std::optional<Rule>(*found);
}

}  // namespace eksplan::rules
