#pragma once
/// What a cluster costs with as many pods as its autoscalers may run.

#include <array>
#include <cstdint>

#include "eksplan/app/plan_week.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {

/// Whether an autoscaler may run other than one number of pods of something.
bool has_replica_range(const demand::Demand& demand);

/// The counts that are shown side by side: the fewest, `between`, the most; of `min` and `max`,
/// what is written is between.
std::array<demand::ReplicaChoice, 3> compared_choices(demand::ReplicaChoice between);

/// Money as in a result: the mean of the week.
report::ReplicasRow replicas_row(demand::ReplicaChoice choice, const WeekPlan& week,
                                 std::int64_t month_hours);

}  // namespace eksplan::app
