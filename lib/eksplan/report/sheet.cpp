#include "eksplan/report/sheet.hpp"

#include <optional>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

std::int64_t amount_of(units::MilliCpu cpu) {
  return cpu.millis();
}

std::int64_t amount_of(units::Bytes bytes) {
  return bytes.count();
}

template <class T>
Cell maybe(const std::optional<T>& value) {
  return value ? number_cell(*value) : text_cell("");
}

// Lines and columns count from 1; 0 is none.
Cell position(std::uint32_t value) {
  return value == 0 ? text_cell("") : number_cell(std::int64_t{value});
}

Sheet workloads(const Result& result) {
  Sheet sheet;
  sheet.header = {"id",
                  "namespace",
                  "kind",
                  "name",
                  "file",
                  "line",
                  "pods",
                  "cpuMillicores",
                  "memoryBytes",
                  "ephemeralBytes",
                  "fargateEligible",
                  "fargateVcpuMillicores",
                  "fargateMemoryBytes",
                  "fargateHourlyPerPod",
                  "blockedBy",
                  "target",
                  "group",
                  "reason",
                  "unplacedPods",
                  "hourly",
                  "monthly",
                  "overheadHourly"};
  for (const auto& row : result.workloads) {
    const auto placement = row.placement.value_or(PlacementRow{});
    const auto& size = row.fargate.size;
    sheet.rows.push_back({text_cell(row.id.text()),
                          text_cell(row.id.namespace_name),
                          text_cell(row.id.kind),
                          text_cell(row.id.name),
                          text_cell(row.file),
                          position(row.line),
                          number_cell(row.pods),
                          number_cell(row.requests.cpu.millis()),
                          number_cell(row.requests.memory.count()),
                          number_cell(row.requests.ephemeral_storage.count()),
                          text_cell(row.fargate.eligible ? "true" : "false"),
                          size ? number_cell(size->vcpu.millis()) : text_cell(""),
                          size ? number_cell(size->memory.count()) : text_cell(""),
                          maybe(row.fargate.hourly_per_pod),
                          text_cell(base::join(row.fargate.blocked_by, " ")),
                          text_cell(placement.target),
                          text_cell(placement.group),
                          text_cell(placement.reason),
                          row.placement ? number_cell(placement.unplaced_pods) : text_cell(""),
                          row.cost ? number_cell(row.cost->hourly) : text_cell(""),
                          row.cost ? number_cell(row.cost->monthly) : text_cell(""),
                          maybe(row.overhead_hourly)});
  }
  return sheet;
}

Sheet costs(const Result& result) {
  Sheet sheet;
  sheet.header = {"category", "item",      "workload", "group",   "detail",       "quantity",
                  "unit",     "unitPrice", "hourly",   "monthly", "listUnitPrice"};
  for (const auto& row : result.costs) {
    sheet.rows.push_back({text_cell(row.category), text_cell(row.item), text_cell(row.workload),
                          text_cell(row.group), text_cell(row.detail), number_cell(row.quantity),
                          text_cell(row.unit), number_cell(row.unit_price),
                          number_cell(row.cost.hourly), number_cell(row.cost.monthly),
                          number_cell(row.list_unit_price.value_or(row.unit_price))});
  }
  return sheet;
}

Sheet groups(const Result& result) {
  Sheet sheet;
  sheet.header = {"name", "workloads", "pods", "hourly", "monthly"};
  for (const auto& row : result.groups) {
    sheet.rows.push_back({text_cell(row.name.value_or("")), number_cell(row.workloads),
                          number_cell(row.pods), number_cell(row.cost.hourly),
                          number_cell(row.cost.monthly)});
  }
  return sheet;
}

// One row for each workload on each kind of node, so that every cell holds one value.
Sheet nodes(const Result& result) {
  Sheet sheet;
  sheet.header = {"nodeSet", "group", "zone", "count", "workload", "pods", "daemonSet"};
  std::int64_t index = 0;
  for (const auto& row : result.nodes) {
    ++index;
    for (const auto* const pods : {&row.pods, &row.daemons}) {
      for (const auto& of : *pods) {
        sheet.rows.push_back({number_cell(index), text_cell(row.group), text_cell(row.zone),
                              number_cell(row.count), text_cell(of.workload), number_cell(of.count),
                              text_cell(pods == &row.daemons ? "true" : "false")});
      }
    }
    if (row.pods.empty() && row.daemons.empty()) {
      sheet.rows.push_back({number_cell(index), text_cell(row.group), text_cell(row.zone),
                            number_cell(row.count), text_cell(""), number_cell(std::int64_t{0}),
                            text_cell("false")});
    }
  }
  return sheet;
}

Sheet findings(const Result& result) {
  Sheet sheet;
  sheet.header = {"severity", "rule",         "basis",  "workload", "file",
                  "line",     "column",       "path",   "message",  "awsMessage",
                  "fix",      "savingHourly", "ignored"};
  for (const auto& row : result.findings) {
    sheet.rows.push_back({text_cell(std::string(model::name(row.severity))), text_cell(row.rule),
                          text_cell(row.basis), text_cell(row.object.text()), text_cell(row.file),
                          position(row.line), position(row.column), text_cell(row.path),
                          text_cell(row.message), text_cell(row.aws_message), text_cell(row.fix),
                          maybe(row.saving_hourly),
                          text_cell(row.ignored ? row.ignored->reason : "")});
  }
  return sheet;
}

Sheet phases(const Result& result) {
  Sheet sheet;
  sheet.header = {"name", "hoursPerWeek", "hourly", "nodeCount"};
  for (const auto& row : result.phases) {
    sheet.rows.push_back({text_cell(row.name), number_cell(row.hours_per_week),
                          number_cell(row.hourly), number_cell(row.node_count)});
  }
  return sheet;
}

Cell monthly(const std::optional<Amount>& amount) {
  return amount ? number_cell(amount->monthly) : text_cell("");
}

template <class T>
Cell size_part(const std::optional<model::FargateSize>& size, T model::FargateSize::*part) {
  return size ? number_cell(amount_of((*size).*part)) : text_cell("");
}

Sheet right_sizing(const Result& result) {
  Sheet sheet;
  sheet.header = {"workload",
                  "pods",
                  "requestedCpuMillicores",
                  "usedCpuMillicores",
                  "recommendedCpuMillicores",
                  "requestedMemoryBytes",
                  "usedMemoryBytes",
                  "mostMemoryBytes",
                  "recommendedMemoryBytes",
                  "source",
                  "recommendedSource",
                  "fargateNowVcpuMillicores",
                  "fargateNowMemoryBytes",
                  "fargateThenVcpuMillicores",
                  "fargateThenMemoryBytes",
                  "savingMonthly",
                  "slackMonthly",
                  "reportedSlackMonthly",
                  "trimCpuMillicores",
                  "trimMemoryBytes",
                  "trimSavingMonthly"};
  for (const auto& row : result.right_sizing) {
    const auto& of = row.figures;
    const auto& used = of.used;
    const auto& most = of.used_most.memory;
    sheet.rows.push_back({text_cell(of.id.text()),
                          number_cell(of.pods),
                          number_cell(of.requested.cpu.millis()),
                          used.cpu ? number_cell(used.cpu->millis_up().millis()) : text_cell(""),
                          number_cell(of.recommended.cpu.millis()),
                          number_cell(of.requested.memory.count()),
                          used.memory ? number_cell(used.memory->count()) : text_cell(""),
                          most ? number_cell(most->count()) : text_cell(""),
                          number_cell(of.recommended.memory.count()),
                          text_cell(of.used_source),
                          text_cell(of.recommended_source),
                          size_part(of.size_now, &model::FargateSize::vcpu),
                          size_part(of.size_now, &model::FargateSize::memory),
                          size_part(of.size_then, &model::FargateSize::vcpu),
                          size_part(of.size_then, &model::FargateSize::memory),
                          monthly(row.saving),
                          monthly(row.slack),
                          monthly(row.reported_slack),
                          of.trim ? number_cell(of.trim->cpu.millis()) : text_cell(""),
                          of.trim ? number_cell(of.trim->memory.count()) : text_cell(""),
                          monthly(row.trim_saving)});
  }
  return sheet;
}

// Both kinds of commitment; a cell that is of the other kind is empty.
Sheet commitments(const Result& result) {
  Sheet sheet;
  sheet.header = {"kind",
                  "term",
                  "payment",
                  "group",
                  "instanceType",
                  "count",
                  "of",
                  "hourlyPerNode",
                  "commitmentHourly",
                  "eligibleHourly",
                  "savingHourly",
                  "savingMonthly"};
  for (const auto& row : result.commitments.savings_plans) {
    sheet.rows.push_back({text_cell("savings-plan"), text_cell(row.term), text_cell(row.payment),
                          text_cell(""), text_cell(""), text_cell(""), text_cell(""), text_cell(""),
                          number_cell(row.commitment), number_cell(row.eligible),
                          number_cell(row.saving.hourly), number_cell(row.saving.monthly)});
  }
  for (const auto& row : result.commitments.reserved) {
    sheet.rows.push_back({text_cell("reserved"), text_cell(row.term), text_cell(""),
                          text_cell(row.group), text_cell(row.instance_type),
                          number_cell(row.count), number_cell(row.of),
                          number_cell(row.hourly_per_node), text_cell(""), text_cell(""),
                          number_cell(row.saving.hourly), number_cell(row.saving.monthly)});
  }
  return sheet;
}

}  // namespace

Cell text_cell(std::string value) {
  return {.text = std::move(value), .is_number = false};
}

Cell text_cell(std::string_view value) {
  return text_cell(std::string(value));
}

Cell text_cell(const char* value) {
  return text_cell(std::string(value));
}

Cell number_cell(std::string value) {
  return {.text = std::move(value), .is_number = true};
}

Cell number_cell(units::Money value) {
  return number_cell(value.text());
}

Cell number_cell(units::Decimal value) {
  return number_cell(value.text());
}

Cell number_cell(std::int64_t value) {
  return number_cell(fmt::format("{}", value));
}

Sheet sheet(const Result& result, View view) {
  switch (view) {
    case View::workloads:
      return workloads(result);
    case View::costs:
      return costs(result);
    case View::groups:
      return groups(result);
    case View::nodes:
      return nodes(result);
    case View::findings:
      return findings(result);
    case View::phases:
      return phases(result);
    case View::rightsizing:
      return right_sizing(result);
    case View::commitments:
      break;
  }
  return commitments(result);
}

}  // namespace eksplan::report
