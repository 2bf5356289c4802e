#include <algorithm>

#include "eksplan/report/rows.hpp"

namespace eksplan::report {
namespace {

std::string target_name(plan::Target target) {
  switch (target) {
    case plan::Target::fargate:
      return "fargate";
    case plan::Target::nodes:
      return "nodes";
    case plan::Target::every_node:
      return "daemonset";
    case plan::Target::nowhere:
      return "nowhere";
    case plan::Target::unplaced:
      break;
  }
  return "unplaced";
}

PlacementRow placement_row(const plan::Placement& placement, const plan::Plan& plan) {
  return {.target = target_name(placement.target),
          .group = placement.group ? plan.groups[placement.group->value].name : "",
          .reason = std::string(placement.reason),
          .unplaced_pods = placement.unplaced_pods,
          .nearest_miss = placement.nearest_miss};
}

std::optional<UsageOfPod> usage_of(const model::ObjectId& id,
                                   const std::vector<sizing::RightSize>& sizes) {
  const auto found = std::ranges::lower_bound(sizes, id, {}, &sizing::RightSize::id);
  if (found == sizes.end() || found->id != id || found->used.is_empty()) {
    return std::nullopt;
  }
  UsageOfPod usage;
  usage.memory = found->used.memory;
  usage.source = found->used_source;
  if (found->used.cpu) {
    usage.cpu = found->used.cpu->millis_up();
  }
  return usage;
}

}  // namespace

Amount amount(units::HourlyRate rate, std::int64_t month_hours) {
  return {.hourly = rate.hourly(), .monthly = rate.for_hours(month_hours)};
}

std::string file_of(const model::Place& place, const model::Inventory& inventory) {
  return place.line > 0 && place.file < inventory.files.size() ? inventory.files[place.file] : "";
}

std::vector<std::int64_t> daemon_pods(const ResultInput& input) {
  std::vector<std::int64_t> pods(input.demand.items.size(), 0);
  for (const auto& set : input.plan.nodes) {
    for (const auto& daemon : set.daemons) {
      pods[daemon.item.value] += daemon.pods * set.count;
    }
  }
  return pods;
}

WorkloadRow workload_row(const demand::Item& item, const model::Inventory& inventory,
                         const rules::FargateVerdict& verdict) {
  const auto& workload = item.workload;
  WorkloadRow row;
  row.id = workload.id;
  row.file = workload.added ? "" : file_of(workload.at, inventory);
  row.line = row.file.empty() ? 0 : workload.at.line;
  row.added = workload.added;
  row.min_replicas = workload.replicas.min;
  row.pods = item.replicas;
  row.max_replicas = workload.replicas.max;
  row.requests = workload.pod.requests;
  const auto& alone = workload.pod.requests_without_overhead;
  row.overhead_cpu = units::MilliCpu::from_millis(row.requests.cpu.millis() - alone.cpu.millis());
  row.overhead_memory =
      units::Bytes::from_count(row.requests.memory.count() - alone.memory.count());
  for (const auto& container : workload.pod.spec.containers) {
    row.images.push_back(container.image);
  }
  row.fargate.eligible = verdict.eligible;
  row.fargate.size = verdict.size;
  row.fargate.size_current = verdict.size_current;
  row.fargate.blocked_by.assign(verdict.blocked_by.begin(), verdict.blocked_by.end());
  return row;
}

std::vector<WorkloadRow> workload_rows(const ResultInput& input) {
  const auto daemons = daemon_pods(input);
  std::vector<WorkloadRow> rows;
  rows.reserve(daemons.size());
  for (std::size_t i = 0; i < input.demand.items.size(); ++i) {
    const auto& item = input.demand.items[i];
    const auto& placement = input.plan.placements[i];
    const auto& cost = input.costs.workloads[i];
    auto row = workload_row(item, input.inventory, placement.fargate);
    if (item.is_daemon) {
      row.pods = row.min_replicas = row.max_replicas = daemons[i];
      row.overhead_hourly = cost.overhead.hourly();
    }
    if (placement.fargate_per_pod) {
      row.fargate.hourly_per_pod = placement.fargate_per_pod->hourly();
    }
    row.usage = usage_of(item.workload.id, input.right_sizes);
    row.placement = placement_row(placement, input.plan);
    // Pods that fit nowhere have no price; 0 would read as free.
    if (placement.target != plan::Target::unplaced || cost.total() != units::HourlyRate{}) {
      row.cost = amount(cost.total(), input.settings.month_hours);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace eksplan::report
