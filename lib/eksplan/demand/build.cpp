#include "eksplan/demand/build.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "eksplan/base/sort_large.hpp"
#include "eksplan/demand/add_ons.hpp"
#include "eksplan/demand/daemons.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/select.hpp"
#include "eksplan/schedule/downscaler.hpp"

namespace eksplan::demand {
namespace {

std::int64_t chosen_replicas(const model::ReplicaCount& replicas, ReplicaChoice choice) {
  switch (choice) {
    case ReplicaChoice::min:
      return replicas.min;
    case ReplicaChoice::max:
      return replicas.max;
    case ReplicaChoice::spec:  // what is written, within the bounds of an autoscaler: readers count
                               // that as expected
    case ReplicaChoice::expected:
      break;
  }
  return replicas.expected;
}

Item item_of(model::Workload workload, ReplicaChoice choice) {
  const bool is_daemon = workload.kind == model::WorkloadKind::daemon_set || workload.daemon_pod;
  const auto replicas =
      is_daemon ? 0 : std::max<std::int64_t>(chosen_replicas(workload.replicas, choice), 0);
  return {workload.daemon_pod ? without_node_names(std::move(workload)) : std::move(workload),
          replicas, is_daemon};
}

// A dump that was taken while the downscaler had taken pods away shows too few; the downscaler has
// noted how many there were.
void restore_size(const model::Inventory& inventory, model::Workload& workload) {
  const auto noted = schedule::original_replicas(workload.annotations);
  const bool has_size = workload.replicas.source == model::ReplicaSource::spec ||
                        workload.replicas.source == model::ReplicaSource::autoscaler;
  if (!noted || !has_size) {
    return;
  }
  auto& replicas = workload.replicas;
  replicas.spec = *noted;
  const auto* const scaler = scaler_of(inventory, workload.id);
  if (scaler == nullptr || *noted == 0) {
    replicas.min = replicas.expected = replicas.max = *noted;
    return;
  }
  replicas.source = model::ReplicaSource::autoscaler;
  replicas.max = scaler->max_replicas;
  replicas.min = std::min(scaler->min_replicas.value_or(1), replicas.max);
  replicas.expected = std::clamp(*noted, replicas.min, replicas.max);
}

// What usage makes the reader's count under an autoscaler.
void expect_by_usage(const model::Inventory& inventory, const Options& options,
                     model::Workload& workload) {
  const auto usage = options.usage.find(workload.id);
  if (options.replicas != ReplicaChoice::expected || usage == options.usage.end() ||
      workload.replicas.source != model::ReplicaSource::autoscaler) {
    return;
  }
  const auto* const scaler = scaler_of(inventory, workload.id);
  const auto expected = scaler == nullptr
                            ? std::nullopt
                            : expected_replicas(*scaler, workload.pod.spec, usage->second);
  if (expected) {
    workload.replicas.expected = expected->count;
  }
}

}  // namespace

Demand build(const model::Inventory& inventory, const std::vector<AddOnPods>& add_ons,
             const Options& options) {
  return build(inventory.workloads, inventory, add_ons, options);
}

Demand build(std::vector<model::Workload> workloads, const model::Inventory& around,
             const std::vector<AddOnPods>& add_ons, const Options& options) {
  auto missing = missing_add_ons(workloads, add_ons, options.ebs_in_use);
  Demand demand;
  demand.items.reserve(workloads.size() + missing.size());
  std::set<model::ObjectId> daemon_owners;
  for (auto& workload : workloads) {
    const bool repeated = workload.daemon_pod && !daemon_owners.insert(owner_of(workload)).second;
    if (!repeated && selects(options.selection, workload)) {
      restore_size(around, workload);
      expect_by_usage(around, options, workload);
      demand.items.push_back(item_of(std::move(workload), options.replicas));
    }
  }
  for (auto& workload : missing) {
    demand.items.push_back(item_of(std::move(workload), options.replicas));
  }
  base::sort_large(demand.items,
                   [](const Item& a, const Item& b) { return a.workload.id < b.workload.id; });
  return demand;
}

}  // namespace eksplan::demand
