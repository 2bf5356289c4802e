#include "eksplan/app/replica_range.hpp"

#include <algorithm>
#include <string>

#include "eksplan/app/choices.hpp"

namespace eksplan::app {

bool has_replica_range(const demand::Demand& demand) {
  return std::ranges::any_of(demand.items, [](const demand::Item& item) {
    const auto& replicas = item.workload.replicas;
    return replicas.source == model::ReplicaSource::autoscaler && replicas.min != replicas.max;
  });
}

std::array<demand::ReplicaChoice, 3> compared_choices(demand::ReplicaChoice between) {
  using enum demand::ReplicaChoice;
  return {min, between == expected ? expected : spec, max};
}

report::ReplicasRow replicas_row(demand::ReplicaChoice choice, const WeekPlan& week,
                                 std::int64_t month_hours) {
  report::ReplicasRow row{
      .replicas = std::string(name(choice)),
      .pods = 0,
      .unplaced_pods = week.plan.unplaced_pods(),
      .node_count = week.plan.node_count(),
      .cost = {week.costs.hourly.hourly(), week.costs.hourly.for_hours(month_hours)}};
  for (const auto& item : week.demand.items) {
    row.pods += item.is_daemon ? 0 : item.replicas;
  }
  return row;
}

}  // namespace eksplan::app
