#include "eksplan/report/sheet.hpp"

#include <optional>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

Cell text(std::string value) {
  return {.text = std::move(value), .is_number = false};
}

Cell number(std::string value) {
  return {.text = std::move(value), .is_number = true};
}

Cell number(units::Money money) {
  return number(money.text());
}

Cell number(units::Decimal decimal) {
  return number(decimal.text());
}

Cell number(std::int64_t value) {
  return number(fmt::format("{}", value));
}

std::int64_t amount_of(units::MilliCpu cpu) {
  return cpu.millis();
}

std::int64_t amount_of(units::Bytes bytes) {
  return bytes.count();
}

template <class T>
Cell maybe(const std::optional<T>& value) {
  return value ? number(*value) : text("");
}

// Lines and columns count from 1; 0 is none.
Cell position(std::uint32_t value) {
  return value == 0 ? text("") : number(std::int64_t{value});
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
    sheet.rows.push_back({text(row.id.text()),
                          text(row.id.namespace_name),
                          text(row.id.kind),
                          text(row.id.name),
                          text(row.file),
                          position(row.line),
                          number(row.pods),
                          number(row.requests.cpu.millis()),
                          number(row.requests.memory.count()),
                          number(row.requests.ephemeral_storage.count()),
                          text(row.fargate.eligible ? "true" : "false"),
                          size ? number(size->vcpu.millis()) : text(""),
                          size ? number(size->memory.count()) : text(""),
                          maybe(row.fargate.hourly_per_pod),
                          text(base::join(row.fargate.blocked_by, " ")),
                          text(placement.target),
                          text(placement.group),
                          text(placement.reason),
                          row.placement ? number(placement.unplaced_pods) : text(""),
                          row.cost ? number(row.cost->hourly) : text(""),
                          row.cost ? number(row.cost->monthly) : text(""),
                          maybe(row.overhead_hourly)});
  }
  return sheet;
}

Sheet costs(const Result& result) {
  Sheet sheet;
  sheet.header = {"category", "item",      "workload", "group",   "detail",       "quantity",
                  "unit",     "unitPrice", "hourly",   "monthly", "listUnitPrice"};
  for (const auto& row : result.costs) {
    sheet.rows.push_back({text(row.category), text(row.item), text(row.workload), text(row.group),
                          text(row.detail), number(row.quantity), text(row.unit),
                          number(row.unit_price), number(row.cost.hourly), number(row.cost.monthly),
                          number(row.list_unit_price.value_or(row.unit_price))});
  }
  return sheet;
}

Sheet groups(const Result& result) {
  Sheet sheet;
  sheet.header = {"name", "workloads", "pods", "hourly", "monthly"};
  for (const auto& row : result.groups) {
    sheet.rows.push_back({text(row.name.value_or("")), number(row.workloads), number(row.pods),
                          number(row.cost.hourly), number(row.cost.monthly)});
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
        sheet.rows.push_back({number(index), text(row.group), text(row.zone), number(row.count),
                              text(of.workload), number(of.count),
                              text(pods == &row.daemons ? "true" : "false")});
      }
    }
    if (row.pods.empty() && row.daemons.empty()) {
      sheet.rows.push_back({number(index), text(row.group), text(row.zone), number(row.count),
                            text(""), number(std::int64_t{0}), text("false")});
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
    sheet.rows.push_back({text(std::string(model::name(row.severity))), text(row.rule),
                          text(row.basis), text(row.object.text()), text(row.file),
                          position(row.line), position(row.column), text(row.path),
                          text(row.message), text(row.aws_message), text(row.fix),
                          maybe(row.saving_hourly), text(row.ignored ? row.ignored->reason : "")});
  }
  return sheet;
}

Sheet phases(const Result& result) {
  Sheet sheet;
  sheet.header = {"name", "hoursPerWeek", "hourly", "nodeCount"};
  for (const auto& row : result.phases) {
    sheet.rows.push_back(
        {text(row.name), number(row.hours_per_week), number(row.hourly), number(row.node_count)});
  }
  return sheet;
}

Cell monthly(const std::optional<Amount>& amount) {
  return amount ? number(amount->monthly) : text("");
}

template <class T>
Cell size_part(const std::optional<model::FargateSize>& size, T model::FargateSize::*part) {
  return size ? number(amount_of((*size).*part)) : text("");
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
    sheet.rows.push_back({text(of.id.text()),
                          number(of.pods),
                          number(of.requested.cpu.millis()),
                          used.cpu ? number(used.cpu->millis_up().millis()) : text(""),
                          number(of.recommended.cpu.millis()),
                          number(of.requested.memory.count()),
                          used.memory ? number(used.memory->count()) : text(""),
                          most ? number(most->count()) : text(""),
                          number(of.recommended.memory.count()),
                          text(of.used_source),
                          text(of.recommended_source),
                          size_part(of.size_now, &model::FargateSize::vcpu),
                          size_part(of.size_now, &model::FargateSize::memory),
                          size_part(of.size_then, &model::FargateSize::vcpu),
                          size_part(of.size_then, &model::FargateSize::memory),
                          monthly(row.saving),
                          monthly(row.slack),
                          monthly(row.reported_slack),
                          of.trim ? number(of.trim->cpu.millis()) : text(""),
                          of.trim ? number(of.trim->memory.count()) : text(""),
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
    sheet.rows.push_back({text("savings-plan"), text(row.term), text(row.payment), text(""),
                          text(""), text(""), text(""), text(""), number(row.commitment),
                          number(row.eligible), number(row.saving.hourly),
                          number(row.saving.monthly)});
  }
  for (const auto& row : result.commitments.reserved) {
    sheet.rows.push_back({text("reserved"), text(row.term), text(""), text(row.group),
                          text(row.instance_type), number(row.count), number(row.of),
                          number(row.hourly_per_node), text(""), text(""),
                          number(row.saving.hourly), number(row.saving.monthly)});
  }
  return sheet;
}

}  // namespace

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
