#include "eksplan/rules/rule_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace eksplan::rules {
namespace {

constexpr std::size_t kTopics = 17;

std::array<Topic, kTopics> all_topics() {
  return {{{"Size and requests", size_rules()},
           {"What the size costs", size_cost_rules()},
           {"Ephemeral storage", storage_size_rules()},
           {"Devices", device_rules()},
           {"Security context and host access", security_rules()},
           {"Volumes", volume_rules()},
           {"Persistent volume claims", claim_rules()},
           {"Kinds of workloads", kind_rules()},
           {"Scheduling fields", scheduling_rules()},
           {"Region, version and cluster", cluster_rules()},
           {"Fargate profiles", profile_rules()},
           {"Load balancers", load_balancer_rules()},
           {"Network", network_rules()},
           {"AWS credentials", identity_rules()},
           {"Operation", operation_rules()},
           {"Autoscaling and schedules", autoscaling_rules()},
           {"Managed node groups", node_group_rules()}}};
}

std::vector<Rule> join_topics() {
  std::vector<Rule> table;
  for (const auto& topic : topics()) {
    table.insert(table.end(), topic.rules.begin(), topic.rules.end());
  }
  return table;
}

}  // namespace

bool holds_on(const Interval& interval, Date day) {
  return interval.since <= day && (day < interval.until || interval.until == kForever);
}

std::optional<model::FindingSeverity> severity_on(const Rule& rule, Date day) {
  for (const auto& interval : rule.intervals) {
    if (holds_on(interval, day)) {
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

model::Finding finding_of(const Rule& rule, model::FindingSeverity severity, Hit hit) {
  const auto basis = hit.basis.value_or(rule.basis);
  return {.rule = rule.id,
          .severity = shown_severity(severity, basis),
          .basis = basis,
          .object = std::move(hit.object),
          .at = hit.at,
          .path = std::move(hit.path),
          .message = std::move(hit.message),
          .aws_message = std::move(hit.aws_message),
          .fix = hit.fix.empty() ? std::string(rule.fix) : std::move(hit.fix),
          .saving = hit.saving};
}

std::span<const Topic> topics() {
  static const auto all = all_topics();
  return all;
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
