#include <algorithm>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/cost/scene.hpp"

namespace eksplan::cost {
namespace {

using base::int128;

// AWS split cost allocation data: the price of an instance is split between CPU and memory at 9:1
// per vCPU and GB.
constexpr std::int64_t kGigabytesPerVcpu = 9;

// What one group's nodes of one set cost together, in its two parts, and what they are divided by.
struct Priced {
  int128 cpu_nanos = 0;
  int128 memory_nanos = 0;
  std::int64_t cpu_capacity = 0;     ///< millicores of one node
  std::int64_t memory_capacity = 0;  ///< bytes of one node
};

Priced split(int128 nanos, const model::InstanceType& type) {
  const Priced capacity{0, 0, type.vcpu * 1000, units::Bytes::mib(type.memory_mib).count()};
  const auto cpu_weight = int128{kGigabytesPerVcpu} * capacity.cpu_capacity * units::Bytes::kGib;
  const auto memory_weight = int128{capacity.memory_capacity} * 1000;
  EKSPLAN_ASSERT(cpu_weight > 0 && memory_weight > 0, "an instance type has CPU and memory");
  Priced priced = capacity;
  priced.cpu_nanos = base::mul_div_floor(nanos, cpu_weight, cpu_weight + memory_weight);
  priced.memory_nanos = nanos - priced.cpu_nanos;
  return priced;
}

// The price of `cpu` and `memory` of each node of the set.
units::HourlyRate part(const Priced& priced, std::int64_t cpu, std::int64_t memory) {
  return units::HourlyRate::per_hour(units::Money::from_nanos(
      base::mul_div_floor(priced.cpu_nanos, cpu, priced.cpu_capacity) +
      base::mul_div_floor(priced.memory_nanos, memory, priced.memory_capacity)));
}

units::HourlyRate part_of_pods(const Scene& scene, const Priced& priced, const plan::PodsOf& pods) {
  const auto& requests = scene.demand.items[pods.item.value].workload.pod.requests;
  const auto cpu = base::checked_mul(requests.cpu.millis(), pods.pods);
  const auto memory = base::checked_mul(requests.memory.count(), pods.pods);
  EKSPLAN_ASSERT(cpu && memory, "the pods of a node fit on it");
  return part(priced, *cpu, *memory);
}

units::HourlyRate kept_by_node(const Priced& priced, const rules::Allocatable& allocatable) {
  return part(priced, std::max<std::int64_t>(priced.cpu_capacity - allocatable.cpu.millis(), 0),
              std::max<std::int64_t>(priced.memory_capacity - allocatable.memory.count(), 0));
}

void share_set(const Scene& scene, const plan::NodeSet& set, units::HourlyRate price,
               CostedPlan& costed) {
  const auto& group = scene.plan.groups[set.group.value];
  const auto priced = split(price.hourly().nanos(), group.type);
  auto idle = price;
  for (const auto& pods : set.pods) {
    const auto share = part_of_pods(scene, priced, pods);
    costed.workloads[pods.item.value].share += share;
    idle = idle - share;
  }
  for (const auto& daemon : set.daemons) {
    const auto overhead = part_of_pods(scene, priced, daemon);
    costed.workloads[daemon.item.value].overhead += overhead;
    costed.overhead += overhead;
    idle = idle - overhead;
  }
  const auto kept = kept_by_node(priced, group.allocatable);
  costed.overhead += kept;
  costed.idle += idle - kept;
}

}  // namespace

void share_nodes(const Scene& scene, CostedPlan& costed) {
  const auto& groups = scene.plan.groups;
  std::vector<units::HourlyRate> group_price(groups.size());
  for (const auto& line : costed.lines) {
    if (line.group) {
      group_price[line.group->value] += line.hourly;
    }
  }
  auto undivided = group_price;
  for (const auto& set : scene.plan.nodes) {
    const auto g = set.group.value;
    const auto nanos =
        base::mul_div_floor(group_price[g].hourly().nanos(), set.count, groups[g].count);
    const auto price = units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
    share_set(scene, set, price, costed);
    undivided[g] = undivided[g] - price;
  }
  for (const auto rest : undivided) {
    costed.idle += rest;
  }
}

}  // namespace eksplan::cost
