#pragma once
/// The parts of a week in which no workload changes its number of pods.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/demand/pods_over_time.hpp"
#include "eksplan/model/active_hours.hpp"

namespace eksplan::demand {

/// More distinct phases than this are not planned: jobs that start most often are then counted as
/// if they always ran (see Phases::counted_always).
inline constexpr std::size_t kMostPhases = 24;

/// All stretches of the week with the same pods.
struct Phase {
  std::string name;  ///< "always on", "work hours", "nights and weekends", or its times
  model::ActiveHours hours;
  std::vector<std::int64_t> replicas;  ///< by demand item

  std::chrono::seconds length() const { return hours.total(); }
};

struct Phases {
  std::vector<Phase> phases;  ///< most pods first, then by their first moment; lengths add up to
                              ///< the week
  std::vector<std::size_t> counted_always;  ///< items that vary too often, taken at their most

  bool is_always_on() const { return phases.size() == 1; }
};

Phases build_phases(const WeekOfPods& week, const ScheduleOptions& options);

/// The demand of one phase: the same items, with its pods.
Demand in_phase(Demand demand, const Phase& phase);

/// Each item with as many pods as it has at most, as if all of them were up at once.
Demand at_most(const Demand& demand, const Phases& phases);

}  // namespace eksplan::demand
