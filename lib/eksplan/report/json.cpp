#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/report/commitments_json.hpp"
#include "eksplan/report/json_tree.hpp"
#include "eksplan/report/object_parts.hpp"
#include "eksplan/report/proof_json.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

constexpr int kResultSchemaVersion = 1;

void put_amount(Json& object, const Amount& amount) {
  object["hourly"] = number(amount.hourly);
  object["monthly"] = number(amount.monthly);
}

void put_saving(Json& object, const std::optional<Amount>& saving) {
  if (saving) {
    object["savingHourly"] = number(saving->hourly);
    object["savingMonthly"] = number(saving->monthly);
  }
}

units::Decimal vcpus(units::MilliCpu cpu) {
  return units::Decimal::from_billionths(base::int128{cpu.millis()} *
                                         (units::Decimal::kOne / 1000));
}

units::Decimal gibibytes(units::Bytes bytes) {
  return units::Decimal::from_billionths(
      base::mul_div_half_up(bytes.count(), units::Decimal::kOne, units::Bytes::kGib));
}

Json size_json(const model::FargateSize& size) {
  return {{"vcpu", number(vcpus(size.vcpu))}, {"memoryGib", number(gibibytes(size.memory))}};
}

Json context_json(const Context& context) {
  Json json = Json::object();
  put(json, "region", context.region);
  json["currency"] = "USD";
  json["monthHours"] = context.month_hours;
  put(json, "limitsProfile", context.limits_profile);
  put(json, "placement", context.placement);
  put(json, "headroom", context.headroom);
  put(json, "effort", context.effort);
  put(json, "sizeBy", context.size_by);
  put(json, "replicas", context.replicas);
  put(json, "schedule", context.schedule);
  put(json, "purchase", context.purchase);
  put(json, "groupBy", context.group_by);
  put_choices(json, context.choices);
  if (context.prices) {
    json["prices"] = {{"name", context.prices->name}};
    put(json["prices"], "effectiveDate", context.prices->effective_date);
    put(json["prices"], "sha256", context.prices->sha256);
  }
  return json;
}

Json finding_counts_json(const FindingCounts& counts) {
  Json json = Json::object();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    json[std::string(model::name(static_cast<model::FindingSeverity>(i)))] = counts.at(i);
  }
  return json;
}

Json summary_json(const Result& result) {
  Json json = Json::object();
  if (result.summary) {
    const auto& summary = *result.summary;
    put_amount(json, summary.total);
    if (summary.list) {
      json["listHourly"] = number(summary.list->hourly);
      json["listMonthly"] = number(summary.list->monthly);
    }
    json["peakHourly"] = number(summary.peak_hourly);
    json["packedHourly"] = number(summary.packed_hourly);
    json["lowerBoundHourly"] = number(summary.lower_bound_hourly);
    put(json, "gap", summary.gap);
    put(json, "packedGap", summary.packed_gap);
    put(json, "bound", summary.bound);
    if (summary.solver_steps) {
      json["solverSteps"] = *summary.solver_steps;
    }
    json["byCategory"] = Json::object();
    for (const auto& [category, hourly] : summary.by_category) {
      json["byCategory"][category] = number(hourly);
    }
    json["pods"] = {{"fargate", summary.pods_on_fargate},
                    {"nodes", summary.pods_on_nodes},
                    {"daemonset", summary.daemon_pods},
                    {"unplaced", summary.unplaced_pods}};
    json["nodeCount"] = summary.node_count;
  }
  json["findings"] = finding_counts_json(result.finding_counts);
  if (result.ignored_findings > 0) {
    json["findings"]["ignored"] = result.ignored_findings;
  }
  return json;
}

Json requests_json(const model::PodRequests& requests) {
  Json json = {{"cpuMillicores", requests.cpu.millis()},
               {"memoryBytes", requests.memory.count()},
               {"ephemeralBytes", requests.ephemeral_storage.count()}};
  if (!requests.extended.empty()) {
    json["extended"] = requests.extended;
  }
  return json;
}

Json fargate_json(const FargateRow& fargate) {
  Json json = {{"eligible", fargate.eligible}};
  if (fargate.size) {
    json.update(size_json(*fargate.size));
  }
  put(json, "hourlyPerPod", fargate.hourly_per_pod);
  json["blockedBy"] = fargate.blocked_by;
  if (fargate.size_current) {
    json["current"] = size_json(*fargate.size_current);
  }
  return json;
}

Json placement_json(const PlacementRow& placement) {
  Json json = {{"target", placement.target}};
  put(json, "group", placement.group);
  put(json, "reason", placement.reason);
  if (placement.unplaced_pods > 0) {
    json["unplacedPods"] = placement.unplaced_pods;
  }
  put(json, "nearestMiss", placement.nearest_miss);
  return json;
}

Json usage_json(const UsageOfPod& usage) {
  Json json = Json::object();
  if (usage.cpu) {
    json["cpuMillicores"] = usage.cpu->millis();
  }
  if (usage.memory) {
    json["memoryBytes"] = usage.memory->count();
  }
  put(json, "source", usage.source);
  return json;
}

Json workload_json(const WorkloadRow& row) {
  Json json = {{"id", row.id.text()}};
  put(json, "namespace", row.id.namespace_name);
  json["kind"] = row.id.kind;
  json["name"] = row.id.name;
  put(json, "file", row.file);
  if (row.line > 0) {
    json["line"] = row.line;
  }
  if (row.added) {
    json["added"] = true;
  }
  json["replicas"] = {{"min", row.min_replicas}, {"expected", row.pods}, {"max", row.max_replicas}};
  json["requests"] = requests_json(row.requests);
  if (row.overhead_cpu.millis() > 0 || row.overhead_memory.count() > 0) {
    json["overhead"] = {{"cpuMillicores", row.overhead_cpu.millis()},
                        {"memoryBytes", row.overhead_memory.count()}};
  }
  if (!row.images.empty()) {
    json["images"] = row.images;
  }
  if (row.usage) {
    json["usage"] = usage_json(*row.usage);
  }
  json["fargate"] = fargate_json(row.fargate);
  put(json["fargate"], "profile", row.fargate_profile);
  if (row.placement) {
    json["placement"] = placement_json(*row.placement);
  }
  if (row.cost) {
    put_amount(json, *row.cost);
  }
  put(json, "overheadHourly", row.overhead_hourly);
  return json;
}

std::string_view effect_text(model::TaintEffect effect) {
  switch (effect) {
    case model::TaintEffect::no_schedule:
      return "NoSchedule";
    case model::TaintEffect::prefer_no_schedule:
      return "PreferNoSchedule";
    case model::TaintEffect::no_execute:
      break;
  }
  return "NoExecute";
}

Json taint_json(const model::Taint& taint) {
  Json json = {{"key", taint.key}};
  put(json, "value", taint.value);
  json["effect"] = effect_text(taint.effect);
  return json;
}

Json allocatable_json(const rules::Allocatable& allocatable) {
  Json json = {{"cpuMillicores", allocatable.cpu.millis()},
               {"memoryBytes", allocatable.memory.count()},
               {"ephemeralBytes", allocatable.ephemeral_storage.count()},
               {"pods", allocatable.pods},
               {"memoryMeasured", allocatable.memory_measured}};
  if (!allocatable.extended.empty()) {
    json["extended"] = allocatable.extended;
  }
  return json;
}

Json node_group_json(const NodeGroupRow& row) {
  Json json = {{"name", row.name},
               {"instanceType", row.instance_type},
               {"purchase", row.purchase},
               {"count", row.count},
               {"minCount", row.min_count},
               {"maxCount", row.max_count},
               {"zones", row.zones},
               {"labels", Json::object()},
               {"taints", list(row.taints, taint_json)},
               {"hourlyPerNode", number(row.hourly_per_node)}};
  for (const auto& [key, value] : row.labels) {
    json["labels"][key] = value;
  }
  put_amount(json, row.cost);
  json["nominal"] = {{"vcpu", row.vcpu}, {"memoryMib", row.memory_mib}};
  json["allocatable"] = allocatable_json(row.allocatable);
  json["utilization"] = {{"cpu", number(row.cpu_utilization)},
                         {"memory", number(row.memory_utilization)}};
  return json;
}

Json pods_json(const PodsRow& row) {
  return {{"workload", row.workload}, {"count", row.count}};
}

Json node_json(const NodeRow& row) {
  Json json = {{"group", row.group}, {"count", row.count}};
  put(json, "zone", row.zone);
  json["pods"] = list(row.pods, pods_json);
  json["daemonPods"] = list(row.daemons, pods_json);
  return json;
}

Json group_json(const GroupRow& row) {
  Json json = Json::object();
  if (row.name) {
    json["name"] = *row.name;
  }
  json["workloads"] = row.workloads;
  json["pods"] = row.pods;
  put_amount(json, row.cost);
  return json;
}

Json phase_group_json(const PhaseGroupRow& row) {
  return {{"name", row.group}, {"count", row.count}};
}

Json phase_json(const PhaseRow& row) {
  Json json = {{"name", row.name},
               {"hoursPerWeek", number(row.hours_per_week)},
               {"hourly", number(row.hourly)},
               {"nodeCount", row.node_count}};
  if (!row.workloads.empty()) {
    json["nodeGroups"] = list(row.node_groups, phase_group_json);
    json["workloads"] = list(row.workloads, pods_json);
  }
  return json;
}

Json replicas_json(const ReplicasRow& row) {
  Json json = {{"replicas", row.replicas}, {"pods", row.pods}};
  if (row.unplaced_pods > 0) {
    json["unplacedPods"] = row.unplaced_pods;
  }
  json["nodeCount"] = row.node_count;
  put_amount(json, row.cost);
  return json;
}

Json amounts_json(const sizing::Amounts& amounts) {
  return {{"cpuMillicores", amounts.cpu.millis()}, {"memoryBytes", amounts.memory.count()}};
}

Json amounts_json(const model::UsageAmounts& amounts) {
  return usage_json({.cpu = amounts.cpu ? std::optional(amounts.cpu->millis_up()) : std::nullopt,
                     .memory = amounts.memory,
                     .source = {}});
}

Json trim_json(const RightSizeRow& row) {
  const auto& trim = *row.figures.trim;
  auto json = amounts_json(sizing::Amounts{trim.cpu, trim.memory});
  json["fargate"] = size_json(trim.size);
  put_saving(json, row.trim_saving);
  return json;
}

Json right_size_json(const RightSizeRow& row) {
  const auto& of = row.figures;
  Json json = {{"workload", of.id.text()},
               {"pods", of.pods},
               {"requested", amounts_json(of.requested)},
               {"recommended", amounts_json(of.recommended)}};
  put(json, "recommendedSource", of.recommended_source);
  if (!of.used.is_empty()) {
    json["used"] = amounts_json(of.used);
    json["usedMost"] = amounts_json(of.used_most);
    json["usedSource"] = of.used_source;
  }
  if (of.size_now) {
    json["fargateNow"] = size_json(*of.size_now);
  }
  if (of.size_then) {
    json["fargateThen"] = size_json(*of.size_then);
  }
  put_saving(json, row.saving);
  if (row.slack) {
    json["slackHourly"] = number(row.slack->hourly);
    json["slackMonthly"] = number(row.slack->monthly);
  }
  if (row.reported_slack) {
    json["reportedSlackMonthly"] = number(row.reported_slack->monthly);
  }
  if (of.trim) {
    json["trim"] = trim_json(row);
  }
  return json;
}

Json usage_file_json(const UsageFileRow& row) {
  Json json = {{"file", row.file},
               {"format", row.format},
               {"rows", row.rows},
               {"joined", row.joined},
               {"unjoined", row.unjoined}};
  return json;
}

Json cost_json(const CostRow& row) {
  Json json = {{"category", row.category}, {"item", row.item}};
  put(json, "workload", row.workload);
  put(json, "group", row.group);
  put(json, "detail", row.detail);
  json["quantity"] = number(row.quantity);
  json["unit"] = row.unit;
  json["unitPrice"] = number(row.unit_price);
  if (row.list_unit_price) {
    json["listUnitPrice"] = number(*row.list_unit_price);
  }
  put_amount(json, row.cost);
  return json;
}

Json finding_json(const FindingRow& row) {
  Json json = {{"rule", row.rule},
               {"severity", model::name(row.severity)},
               {"basis", row.basis},
               {"workload", row.object.text()}};
  put_object_parts(json, row.object.text(), saved_name(row.object));
  put(json, "file", row.file);
  if (row.line > 0) {
    json["line"] = row.line;
  }
  if (row.column > 0) {
    json["column"] = row.column;
  }
  put(json, "path", row.path);
  json["message"] = row.message;
  put(json, "awsMessage", row.aws_message);
  put(json, "fix", row.fix);
  put(json, "savingHourly", row.saving_hourly);
  if (row.ignored) {
    json["ignored"] = {{"reason", row.ignored->reason},
                       {"source", row.ignored->in_source ? "annotation" : "config"}};
  }
  return json;
}

Json assumption_json(const Assumption& assumption) {
  return {{"id", assumption.id}, {"text", assumption.text}};
}

Json skipped_json(const model::SkippedKind& skipped) {
  return {{"kind", skipped.kind}, {"count", skipped.count}};
}

Json unpriced_json(const cost::Unpriced& unpriced) {
  Json json = {{"item", unpriced.item}};
  put(json, "what", unpriced.what);
  json["reason"] = unpriced.reason;
  return json;
}

void print_plan(RootPrinter& json, const Result& result) {
  const auto& allocation = *result.allocation;
  json.member("allocation", {{"workloads", number(allocation.workloads)},
                             {"idle", number(allocation.idle)},
                             {"overhead", number(allocation.overhead)},
                             {"fixed", number(allocation.fixed)}});
  json.rows("groups", result.groups, group_json);
  json.rows("nodeGroups", result.node_groups, node_group_json);
  json.rows("nodes", result.nodes, node_json);
  json.rows("phases", result.phases, phase_json);
  json.rows("costs", result.costs, cost_json);
  if (result.proof) {
    json.member("proof", number(proof_json(*result.proof)));
  }
}

}  // namespace

std::string json(const Result& result) {
  RootPrinter json;
  json.member("schemaVersion", kResultSchemaVersion);
  json.member("tool",
              {{"name", "eksplan"}, {"version", result.version}, {"command", result.command}});
  json.member("context", context_json(result.context));
  json.member("summary", summary_json(result));
  json.rows("workloads", result.workloads, workload_json);
  if (result.allocation) {
    print_plan(json, result);
  }
  if (!result.commitments.empty()) {
    json.member("commitments", commitments_json(result.commitments));
  }
  if (!result.autoscaling.empty()) {
    json.rows("autoscaling", result.autoscaling, replicas_json);
  }
  if (!result.usage_files.empty()) {
    json.rows("usageFiles", result.usage_files, usage_file_json);
    json.rows("rightSizing", result.right_sizing, right_size_json);
  }
  json.rows("findings", result.findings, finding_json);
  json.rows("gates", result.gates, gate_json);
  json.rows("assumptions", result.assumptions, assumption_json);
  json.rows("skipped", result.skipped, skipped_json);
  json.rows("unpriced", result.unpriced, unpriced_json);
  json.member("complete", result.complete);
  return json.take();
}

}  // namespace eksplan::report
