#include <algorithm>
#include <set>
#include <utility>

#include "eksplan/demand/add_ons.hpp"
#include "eksplan/demand/daemons.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/select.hpp"

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

}  // namespace

Demand build(const model::Inventory& inventory, const std::vector<AddOnPods>& add_ons,
             const Options& options) {
  Demand demand;
  std::set<model::ObjectId> daemon_owners;
  for (const auto& workload : inventory.workloads) {
    const bool repeated = workload.daemon_pod && !daemon_owners.insert(owner_of(workload)).second;
    if (!repeated && selects(options.selection, workload)) {
      demand.items.push_back(item_of(workload, options.replicas));
    }
  }
  for (auto& workload : missing_add_ons(inventory, add_ons, options.ebs_in_use)) {
    demand.items.push_back(item_of(std::move(workload), options.replicas));
  }
  std::ranges::stable_sort(demand.items, {}, [](const Item& item) -> const model::ObjectId& {
    return item.workload.id;
  });
  return demand;
}

}  // namespace eksplan::demand
