#include "eksplan/report/from_saved.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/report/gate_settings.hpp"
#include "eksplan/report/object_parts.hpp"
#include "eksplan/report/saved_proof.hpp"

namespace eksplan::report {
namespace {

template <class From, class Convert>
auto converted(const std::vector<From>& list, Convert convert) {
  std::vector<decltype(convert(list.front()))> rows;
  rows.reserve(list.size());
  std::ranges::transform(list, std::back_inserter(rows), convert);
  return rows;
}

Amount amount_from(const saved::Amount& saved) {
  return {saved.hourly, saved.monthly};
}

Context context_from(const saved::Context& saved) {
  Context context;
  context.region = saved.region;
  context.month_hours = saved.month_hours;
  context.limits_profile = saved.limits_profile;
  context.placement = saved.placement;
  context.headroom = saved.headroom;
  context.effort = saved.effort;
  context.size_by = saved.size_by;
  context.schedule = saved.schedule;
  context.replicas = saved.replicas;
  context.purchase = saved.purchase;
  context.group_by = saved.group_by;
  context.choices = saved.choices;
  if (saved.prices) {
    context.prices =
        PriceSetRow{saved.prices->name, saved.prices->effective_date, saved.prices->sha256};
  }
  return context;
}

// Those that are known in the order of a bill, others after them by name.
std::vector<std::pair<std::string, units::Money>> categories(
    const std::map<std::string, units::Money>& saved) {
  constexpr std::array<std::string_view, 5> kOrder{"controlPlane", "fargate", "nodes", "storage",
                                                   "network"};
  std::vector<std::pair<std::string, units::Money>> rows(saved.begin(), saved.end());
  std::ranges::stable_sort(rows, {}, [&](const auto& row) {
    return std::ranges::find(kOrder, row.first) - kOrder.begin();
  });
  return rows;
}

Summary summary(const saved::Summary& saved) {
  Summary summary;
  summary.total = amount_from(saved.total);
  summary.list = saved.list ? std::optional(amount_from(*saved.list)) : std::nullopt;
  summary.peak_hourly = saved.peak_hourly;
  summary.packed_hourly = saved.packed_hourly;
  summary.lower_bound_hourly = saved.lower_bound_hourly;
  summary.gap = saved.gap;
  summary.packed_gap = saved.packed_gap;
  summary.bound = saved.bound;
  summary.solver_steps = saved.solver_steps;
  summary.by_category = categories(saved.by_category);
  summary.pods_on_fargate = saved.pods.fargate;
  summary.pods_on_nodes = saved.pods.nodes;
  summary.daemon_pods = saved.pods.daemons;
  summary.unplaced_pods = saved.pods.unplaced;
  summary.node_count = saved.node_count;
  return summary;
}

// --- workloads --------------------------------------------------------------

// Sizes are written in units of which they are whole parts.
std::optional<model::FargateSize> size(const std::optional<saved::FargateSize>& saved) {
  if (!saved) {
    return std::nullopt;
  }
  constexpr auto kMilli = units::Decimal::kOne / 1000;
  const auto bytes = base::mul_div_half_up(saved->memory_gib.billionths(), units::Bytes::kGib,
                                           units::Decimal::kOne);
  return model::FargateSize{.vcpu = units::MilliCpu::from_millis(static_cast<std::int64_t>(
                                base::div_half_up(saved->vcpu.billionths(), kMilli))),
                            .memory = units::Bytes::from_count(static_cast<std::int64_t>(bytes))};
}

FargateRow fargate(const saved::Fargate& saved) {
  return {.eligible = saved.eligible,
          .size = size(saved.size),
          .size_current = size(saved.size_current),
          .hourly_per_pod = saved.hourly_per_pod,
          .blocked_by = saved.blocked_by};
}

PlacementRow placement(const saved::Placement& saved) {
  return {.target = saved.target,
          .group = saved.group,
          .reason = saved.reason,
          .unplaced_pods = saved.unplaced_pods,
          .nearest_miss = saved.nearest_miss};
}

WorkloadRow workload(const saved::Workload& saved) {
  WorkloadRow row;
  row.id = object_id(saved);
  row.file = saved.file;
  row.line = static_cast<std::uint32_t>(saved.line);
  row.added = saved.added;
  row.min_replicas = saved.replicas.min;
  row.pods = saved.replicas.expected;
  row.max_replicas = saved.replicas.max;
  row.requests = {.cpu = saved.requests.cpu,
                  .memory = saved.requests.memory,
                  .ephemeral_storage = saved.requests.ephemeral,
                  .extended = saved.requests.extended};
  row.overhead_cpu = saved.overhead_cpu;
  row.overhead_memory = saved.overhead_memory;
  row.images = saved.images;
  if (saved.usage) {
    row.usage = UsageOfPod{saved.usage->cpu, saved.usage->memory, saved.usage->source};
  }
  row.fargate = fargate(saved.fargate);
  row.fargate_profile = saved.fargate.profile;
  if (saved.placement) {
    row.placement = placement(*saved.placement);
  }
  if (saved.cost) {
    row.cost = amount_from(*saved.cost);
  }
  row.overhead_hourly = saved.overhead_hourly;
  return row;
}

// --- nodes ------------------------------------------------------------------

model::Taint taint(const saved::Taint& saved) {
  using model::TaintEffect;
  const auto effect = saved.effect == "NoSchedule"         ? TaintEffect::no_schedule
                      : saved.effect == "PreferNoSchedule" ? TaintEffect::prefer_no_schedule
                                                           : TaintEffect::no_execute;
  return {.key = saved.key, .value = saved.value, .effect = effect};
}

rules::Allocatable allocatable(const saved::Allocatable& saved) {
  return {.cpu = saved.cpu,
          .memory = saved.memory,
          .ephemeral_storage = saved.ephemeral.value_or(units::Bytes{}),
          .pods = saved.pods,
          .extended = saved.extended,
          .memory_measured = saved.memory_measured};
}

NodeGroupRow node_group(const saved::NodeGroup& saved) {
  const auto nominal = saved.nominal.value_or(saved::NominalSize{});
  return {.name = saved.name,
          .instance_type = saved.instance_type,
          .purchase = saved.purchase,
          .count = saved.count,
          .min_count = saved.min_count.value_or(saved.count),
          .max_count = saved.max_count.value_or(saved.count),
          .zones = saved.zones,
          .labels = saved.labels,
          .taints = converted(saved.taints, taint),
          .hourly_per_node = saved.hourly_per_node,
          .vcpu = nominal.vcpu,
          .memory_mib = nominal.memory_mib,
          .cost = amount_from(saved.cost),
          .allocatable = allocatable(saved.allocatable),
          .cpu_utilization = saved.cpu_utilization,
          .memory_utilization = saved.memory_utilization};
}

PodsRow pods(const saved::PodsOf& saved) {
  return {saved.workload, saved.count};
}

NodeRow node(const saved::Node& saved) {
  return {.group = saved.group,
          .zone = saved.zone,
          .count = saved.count,
          .pods = converted(saved.pods, pods),
          .daemons = converted(saved.daemons, pods)};
}

// --- money and the rest -----------------------------------------------------

CostRow cost(const saved::CostLine& saved) {
  return {.category = saved.category,
          .item = saved.item,
          .workload = saved.workload,
          .group = saved.group,
          .detail = saved.detail,
          .quantity = saved.quantity,
          .unit = saved.unit,
          .unit_price = saved.unit_price,
          .list_unit_price = saved.list_unit_price,
          .cost = amount_from(saved.cost)};
}

GroupRow group(const saved::Group& saved) {
  return {.name = saved.name,
          .workloads = saved.workloads,
          .pods = saved.pods,
          .cost = amount_from(saved.cost)};
}

PhaseRow phase(const saved::Phase& saved) {
  return {.name = saved.name,
          .hours_per_week = saved.hours_per_week,
          .hourly = saved.hourly,
          .node_count = saved.node_count,
          .node_groups = converted(saved.node_groups,
                                   [](const saved::GroupCount& of) {
                                     return PhaseGroupRow{of.group, of.count};
                                   }),
          .workloads = converted(saved.workloads, pods)};
}

// --- usage ------------------------------------------------------------------

sizing::Amounts whole_amounts(const saved::Used& saved) {
  return {saved.cpu.value_or(units::MilliCpu{}), saved.memory.value_or(units::Bytes{})};
}

model::UsageAmounts used_amounts(const saved::Used& saved) {
  model::UsageAmounts amounts;
  if (saved.cpu) {
    amounts.cpu = units::NanoCpu::from_nanos(saved.cpu->millis() * 1'000'000);
  }
  amounts.memory = saved.memory;
  return amounts;
}

std::optional<Amount> saving(const std::optional<saved::Saving>& saved) {
  return saved ? std::optional(Amount{saved->hourly, saved->monthly}) : std::nullopt;
}

RightSizeRow right_size(const saved::RightSize& saved) {
  RightSizeRow row;
  auto& figures = row.figures;
  figures.id = object_id(saved.object_parts.value_or(saved::object_name(saved.workload)));
  figures.pods = saved.pods;
  figures.requested = whole_amounts(saved.requested);
  figures.recommended = whole_amounts(saved.recommended);
  figures.recommended_source = saved.recommended.source;
  if (saved.used) {
    figures.used = used_amounts(*saved.used);
    figures.used_source = saved.used->source;
    figures.used_most = used_amounts(saved.used_most);
  }
  figures.size_now = size(saved.size_now);
  figures.size_then = size(saved.size_then);
  row.saving = saving(saved.saving);
  row.slack = saving(saved.slack);
  if (saved.reported_slack_monthly) {
    row.reported_slack = Amount{{}, *saved.reported_slack_monthly};
  }
  if (saved.trim) {
    const auto less = whole_amounts(saved.trim->less);
    figures.trim = sizing::Trim{less.cpu, less.memory, *size(saved.trim->size), std::nullopt};
    row.trim_saving = saving(saved.trim->saving);
  }
  return row;
}

void put_usage(const saved::Result& saved, Result& result) {
  result.autoscaling = converted(saved.autoscaling, [](const saved::ReplicaScenario& of) {
    return ReplicasRow{of.replicas, of.pods, of.unplaced_pods, of.node_count, amount_from(of.cost)};
  });
  result.right_sizing = converted(saved.right_sizing, right_size);
  result.usage_files = converted(saved.usage_files, [](const saved::UsageFile& of) {
    return UsageFileRow{of.file, of.format, of.rows, of.joined, of.unjoined};
  });
}

void put_plan(const saved::Plan& saved, Result& result) {
  result.summary = summary(saved.summary);
  result.allocation = Allocation{.workloads = saved.allocation.workloads,
                                 .idle = saved.allocation.idle,
                                 .overhead = saved.allocation.overhead,
                                 .fixed = saved.allocation.fixed};
  result.groups = converted(saved.groups, group);
  result.node_groups = converted(saved.node_groups, node_group);
  result.nodes = converted(saved.nodes, node);
  result.phases = converted(saved.phases, phase);
  result.costs = converted(saved.costs, cost);
  if (saved.proof) {
    result.proof = proof_row(*saved.proof);
  }
}

model::FindingSeverity severity_of(const std::string& word) {
  const auto* const place = std::ranges::find(saved::kSeverities, word);
  return static_cast<model::FindingSeverity>(place - saved::kSeverities.begin());
}

}  // namespace

FindingRow from_saved(const saved::Finding& finding) {
  FindingRow row;
  row.rule = finding.rule;
  row.severity = severity_of(finding.severity);
  row.basis = finding.basis;
  row.object = object_id(finding.object_parts.value_or(saved::object_name(finding.object)));
  row.file = finding.file;
  row.line = static_cast<std::uint32_t>(finding.line);
  row.column = static_cast<std::uint32_t>(finding.column);
  row.path = finding.path;
  row.message = finding.message;
  row.aws_message = finding.aws_message;
  row.fix = finding.fix;
  row.saving_hourly = finding.saving_hourly;
  if (finding.ignored) {
    row.ignored = model::IgnoreNote{.reason = finding.ignored->reason,
                                    .in_source = finding.ignored->source == "annotation"};
  }
  return row;
}

std::vector<Gate> from_saved(const std::vector<saved::Gate>& gates) {
  return converted(gates, [](const saved::Gate& gate) {
    return Gate{gate.name, gate.limit, gate.value, gate.failed, gate.warned};
  });
}

Result from_saved(const saved::Result& saved) {
  Result result;
  result.version = saved.tool.version;
  result.command = saved.tool.command;
  result.context = context_from(saved.context);
  result.finding_counts = saved.finding_counts.by_severity;
  result.ignored_findings = saved.finding_counts.ignored;
  result.workloads = converted(saved.workloads, workload);
  if (saved.plan) {
    put_plan(*saved.plan, result);
  }
  result.commitments = saved.commitments;
  put_usage(saved, result);
  result.findings =
      converted(saved.findings, [](const saved::Finding& finding) { return from_saved(finding); });
  result.gates = from_saved(saved.gates);
  result.failing =
      failing_severity(result.gates, "fail-on").value_or(model::FindingSeverity::block);
  result.strict = is_strict(result.gates);
  result.assumptions = converted(saved.assumptions, [](const saved::Assumption& of) {
    return Assumption{of.id, of.text};
  });
  result.skipped = converted(saved.skipped, [](const saved::Skipped& of) {
    return model::SkippedKind{of.kind, of.count};
  });
  result.unpriced = converted(saved.unpriced, [](const saved::Unpriced& of) {
    return cost::Unpriced{.item = of.item, .reason = of.reason, .what = of.what};
  });
  result.complete = saved.complete;
  return result;
}

}  // namespace eksplan::report
