#include "eksplan/base/checked.hpp"
#include "eksplan/catalog/terms.hpp"
#include "eksplan/report/rows.hpp"

namespace eksplan::report {
namespace {

using base::int128;

// Requests of all pods of a group, DaemonSets included.
struct Requested {
  int128 cpu = 0;
  int128 memory = 0;
};

std::vector<Requested> requested_by_group(const ResultInput& input) {
  std::vector<Requested> requested(input.plan.groups.size());
  for (const auto& set : input.plan.nodes) {
    auto& sum = requested[set.group.value];
    for (const auto* const pods : {&set.pods, &set.daemons}) {
      for (const auto& of : *pods) {
        const auto& one = input.demand.items[of.item.value].workload.pod.requests;
        const auto count = int128{of.pods} * set.count;
        sum.cpu += count * one.cpu.millis();
        sum.memory += count * one.memory.count();
      }
    }
  }
  return requested;
}

// To four places.
units::Decimal ratio(int128 part, int128 whole) {
  constexpr int128 kPlaces = 10'000;
  const auto rounded = whole == 0 ? 0 : base::mul_div_half_up(part, kPlaces, whole);
  return units::Decimal::from_billionths(rounded * (units::Decimal::kOne / kPlaces));
}

std::vector<PodsRow> pods_rows(const std::vector<plan::PodsOf>& pods,
                               const demand::Demand& demand) {
  std::vector<PodsRow> rows;
  rows.reserve(pods.size());
  for (const auto& of : pods) {
    rows.push_back({.workload = demand.items[of.item.value].workload.id.text(), .count = of.pods});
  }
  return rows;
}

}  // namespace

std::vector<NodeGroupRow> node_group_rows(const ResultInput& input) {
  const auto requested = requested_by_group(input);
  std::vector<NodeGroupRow> rows;
  for (std::size_t g = 0; g < requested.size(); ++g) {
    const auto& group = input.plan.groups[g];
    NodeGroupRow row;
    row.name = group.name;
    row.instance_type = std::string(group.type.name);
    const auto type = input.catalogue.find_type(group.type.name);
    row.purchase = type ? catalog::text_of(input.catalogue.buying(*type)) : "";
    row.count = group.count;
    row.zones = group.zones;
    row.labels = group.labels;
    row.taints = group.taints;
    row.hourly_per_node = group.hourly_per_node.hourly();
    const auto* const week = input.groups_over_week.empty() ? nullptr : &input.groups_over_week[g];
    row.min_count = week == nullptr ? group.count : week->min_count;
    row.max_count = week == nullptr ? group.count : week->max_count;
    row.cost = amount(week == nullptr ? group.hourly_per_node * group.count : week->hourly,
                      input.settings.month_hours);
    row.vcpu = group.type.vcpu;
    row.memory_mib = group.type.memory_mib;
    row.allocatable = group.allocatable;
    row.cpu_utilization =
        ratio(requested[g].cpu, int128{group.allocatable.cpu.millis()} * group.count);
    row.memory_utilization =
        ratio(requested[g].memory, int128{group.allocatable.memory.count()} * group.count);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<NodeRow> node_rows(const ResultInput& input) {
  std::vector<NodeRow> rows;
  rows.reserve(input.plan.nodes.size());
  for (const auto& set : input.plan.nodes) {
    rows.push_back({.group = input.plan.groups[set.group.value].name,
                    .zone = set.zone,
                    .count = set.count,
                    .pods = pods_rows(set.pods, input.demand),
                    .daemons = pods_rows(set.daemons, input.demand)});
  }
  return rows;
}

}  // namespace eksplan::report
