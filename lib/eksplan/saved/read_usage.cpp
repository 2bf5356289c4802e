#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

std::optional<Saving> read_saving(const Fields& fields, std::string_view hourly,
                                  std::string_view monthly) {
  const auto an_hour = fields.signed_money(hourly);
  const auto a_month = fields.signed_money(monthly);
  if (!an_hour && !a_month) {
    return std::nullopt;
  }
  return Saving{an_hour.value_or(units::Money{}), a_month.value_or(units::Money{})};
}

Trim read_trim(const Fields& fields) {
  Trim trim;
  trim.less = read_used(fields);
  fields.required_object("fargate", [&](const Fields& of) { trim.size = read_fargate_size(of); });
  trim.saving = read_saving(fields, "savingHourly", "savingMonthly");
  return trim;
}

RightSize read_right_size(const Fields& fields) {
  RightSize row;
  row.workload = fields.required_text("workload");
  row.object_parts = read_object_parts(fields);
  row.pods = fields.required_count("pods");
  fields.required_object("requested", [&](const Fields& of) { row.requested = read_used(of); });
  fields.required_object("recommended", [&](const Fields& of) { row.recommended = read_used(of); });
  row.recommended.source = fields.text("recommendedSource");
  fields.object("used", [&](const Fields& of) { row.used = read_used(of); });
  fields.object("usedMost", [&](const Fields& of) { row.used_most = read_used(of); });
  if (row.used) {
    row.used->source = fields.text("usedSource");
  }
  fields.object("fargateNow", [&](const Fields& of) { row.size_now = read_fargate_size(of); });
  fields.object("fargateThen", [&](const Fields& of) { row.size_then = read_fargate_size(of); });
  row.saving = read_saving(fields, "savingHourly", "savingMonthly");
  row.slack = read_saving(fields, "slackHourly", "slackMonthly");
  row.reported_slack_monthly = fields.signed_money("reportedSlackMonthly");
  fields.object("trim", [&](const Fields& of) { row.trim = read_trim(of); });
  return row;
}

ReplicaScenario read_scenario(const Fields& fields) {
  return {.replicas = fields.required_text("replicas"),
          .pods = fields.required_count("pods"),
          .unplaced_pods = fields.count("unplacedPods").value_or(0),
          .node_count = fields.required_count("nodeCount"),
          .cost = read_amount(fields)};
}

UsageFile read_usage_file(const Fields& fields) {
  return {.file = fields.required_text("file"),
          .format = fields.required_text("format"),
          .rows = fields.required_count("rows"),
          .joined = fields.required_count("joined"),
          .unjoined = fields.texts("unjoined")};
}

}  // namespace

Used read_used(const Fields& fields) {
  Used used;
  if (const auto cpu = fields.count("cpuMillicores", kMostAmount)) {
    used.cpu = units::MilliCpu::from_millis(*cpu);
  }
  if (const auto memory = fields.count("memoryBytes", kMostAmount)) {
    used.memory = units::Bytes::from_count(*memory);
  }
  used.source = fields.text("source");
  return used;
}

std::vector<ReplicaScenario> read_autoscaling(const Fields& result) {
  std::vector<ReplicaScenario> rows;
  result.each("autoscaling", [&](const Fields& of) { rows.push_back(read_scenario(of)); });
  return rows;
}

std::vector<RightSize> read_right_sizing(const Fields& result) {
  std::vector<RightSize> rows;
  result.each("rightSizing", [&](const Fields& of) { rows.push_back(read_right_size(of)); });
  return rows;
}

std::vector<UsageFile> read_usage_files(const Fields& result) {
  std::vector<UsageFile> rows;
  result.each("usageFiles", [&](const Fields& of) { rows.push_back(read_usage_file(of)); });
  return rows;
}

}  // namespace eksplan::saved
