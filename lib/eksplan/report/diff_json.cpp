#include <string>

#include "eksplan/report/diff.hpp"
#include "eksplan/report/json_tree.hpp"

namespace eksplan::report {
namespace {

constexpr int kDiffSchemaVersion = 1;

void put_amount(Json& json, const saved::Amount& amount) {
  json["hourly"] = number(amount.hourly);
  json["monthly"] = number(amount.monthly);
}

void put_delta(Json& json, const compare::Delta& delta) {
  json["hourlyDelta"] = number(delta.hourly);
  json["monthlyDelta"] = number(delta.monthly);
}

Json context_json(const saved::Context& context) {
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
  put(json, "purchase", context.purchase);
  put_choices(json, context.choices);
  if (context.prices) {
    json["prices"] = {{"name", context.prices->name}};
    put(json["prices"], "effectiveDate", context.prices->effective_date);
    put(json["prices"], "sha256", context.prices->sha256);
  }
  return json;
}

Json findings_json(const saved::FindingCounts& counts) {
  Json json = Json::object();
  for (std::size_t i = 0; i < saved::kSeverities.size(); ++i) {
    json[saved::kSeverities.at(i)] = counts.by_severity.at(i);
  }
  return json;
}

Json summary_json(const saved::Result& result) {
  const auto& summary = result.plan->summary;
  Json json = Json::object();
  put_amount(json, summary.total);
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
  json["pods"] = {{"fargate", summary.pods.fargate},
                  {"nodes", summary.pods.nodes},
                  {"daemonset", summary.pods.daemons},
                  {"unplaced", summary.pods.unplaced}};
  json["nodeCount"] = summary.node_count;
  json["findings"] = findings_json(result.finding_counts);
  return json;
}

Json side_json(const saved::Result& result) {
  return {{"summary", summary_json(result)}, {"complete", result.complete}};
}

Json requests_json(const saved::Requests& requests) {
  Json json = {{"cpuMillicores", requests.cpu.millis()},
               {"memoryBytes", requests.memory.count()},
               {"ephemeralBytes", requests.ephemeral.count()}};
  if (!requests.extended.empty()) {
    json["extended"] = requests.extended;
  }
  return json;
}

Json saved_workload_json(const saved::Workload& workload) {
  Json json = Json::object();
  put(json, "file", workload.file);
  if (workload.line > 0) {
    json["line"] = workload.line;
  }
  if (workload.added) {
    json["added"] = true;
  }
  json["replicas"] = {{"min", workload.replicas.min},
                      {"expected", workload.replicas.expected},
                      {"max", workload.replicas.max}};
  json["requests"] = requests_json(workload.requests);
  if (!workload.images.empty()) {
    json["images"] = workload.images;
  }
  if (workload.placement) {
    json["placement"] = {{"target", workload.placement->target}};
    put(json["placement"], "group", workload.placement->group);
    put(json["placement"], "reason", workload.placement->reason);
  }
  if (workload.cost) {
    put_amount(json, *workload.cost);
  }
  return json;
}

Json change_json(const compare::Change& change, const DiffResult& result) {
  Json json = {{"workload", change.workload}, {"change", name(change.kind)}};
  const auto& workload = change.after ? result.head.workloads[*change.after]
                                      : result.base.workloads[change.before.value_or(0)];
  put_object_parts(json, change.workload, {workload.namespace_name, workload.kind, workload.name});
  if (change.before) {
    json["before"] = saved_workload_json(result.base.workloads[*change.before]);
  }
  if (change.after) {
    json["after"] = saved_workload_json(result.head.workloads[*change.after]);
  }
  put_delta(json, change.delta);
  json["why"] = change.why;
  return json;
}

Json shared_json(const compare::SharedEffect& effect) {
  Json json = {{"name", effect.name}};
  put_delta(json, effect.delta);
  return json;
}

Json bill_json(const compare::BillChange& row) {
  Json json = {{"category", row.category}, {"item", row.item}};
  put(json, "group", row.group);
  put(json, "detail", row.detail);
  json["unit"] = row.unit;
  json["quantityBefore"] = number(row.before);
  json["quantityAfter"] = number(row.after);
  put_delta(json, row.delta);
  return json;
}

Json saved_finding_json(const saved::Finding& finding) {
  Json json = {{"rule", finding.rule},
               {"severity", finding.severity},
               {"basis", finding.basis},
               {"workload", finding.object}};
  if (finding.object_parts) {
    put_object_parts(json, finding.object, *finding.object_parts);
  }
  put(json, "file", finding.file);
  if (finding.line > 0) {
    json["line"] = finding.line;
  }
  if (finding.column > 0) {
    json["column"] = finding.column;
  }
  put(json, "path", finding.path);
  json["message"] = finding.message;
  put(json, "awsMessage", finding.aws_message);
  put(json, "fix", finding.fix);
  put(json, "savingHourly", finding.saving_hourly);
  return json;
}

}  // namespace

std::string diff_json(const DiffResult& result) {
  const auto finding = [](const std::vector<saved::Finding>& findings) {
    return [&findings](std::size_t index) { return saved_finding_json(findings[index]); };
  };
  Json json = {{"schemaVersion", kDiffSchemaVersion},
               {"tool", {{"name", "eksplan"}, {"version", result.version}, {"command", "diff"}}},
               {"context", context_json(result.head.context)},
               {"base", side_json(result.base)},
               {"head", side_json(result.head)}};
  put_delta(json, result.diff.total);
  json["changes"] = list(result.diff.changes, [&](const compare::Change& change) {
    return change_json(change, result);
  });
  json["shared"] = list(result.diff.shared, shared_json);
  json["bill"] = list(result.diff.bill, bill_json);
  json["newFindings"] = list(result.diff.new_findings, finding(result.head.findings));
  json["goneFindings"] = list(result.diff.gone_findings, finding(result.base.findings));
  json["gates"] = list(result.gates, gate_json);
  json["complete"] = result.base.complete && result.head.complete;
  return print(json);
}

}  // namespace eksplan::report
