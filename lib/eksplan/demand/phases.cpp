#include "eksplan/demand/phases.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "eksplan/demand/phase_names.hpp"

namespace eksplan::demand {
namespace {

using std::chrono::seconds;

using Counts = std::vector<std::int64_t>;

/// The stretches of the week by the pods of the items that change.
using Stretches = std::map<Counts, std::vector<model::TimeInterval>>;

struct Change {
  seconds at{};
  std::size_t item = 0;  ///< among those that change
  std::int64_t pods = 0;
};

std::vector<std::size_t> changing_items(const WeekOfPods& week) {
  std::vector<std::size_t> changing;
  for (std::size_t i = 0; i < week.items.size(); ++i) {
    if (week.items[i].steps.size() > 1) {
      changing.push_back(i);
    }
  }
  return changing;
}

Stretches stretches_of(const WeekOfPods& week, const std::vector<std::size_t>& changing,
                       seconds length) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < changing.size(); ++i) {
    for (const auto& step : week.items[changing[i]].steps) {
      changes.push_back({step.begin, i, step.pods});
    }
  }
  std::ranges::stable_sort(changes, {}, &Change::at);
  Stretches stretches;
  Counts now(changing.size(), 0);
  seconds since(0);
  for (const auto& change : changes) {
    if (change.at > since) {
      stretches[now].push_back({since, change.at});
      since = change.at;
    }
    now[change.item] = change.pods;
  }
  stretches[now].push_back({since, length});
  return stretches;
}

// The item that changes most often, the first of equals.
std::size_t busiest(const WeekOfPods& week, const std::vector<std::size_t>& changing) {
  return *std::ranges::max_element(changing, {},
                                   [&](std::size_t item) { return week.items[item].steps.size(); });
}

std::int64_t all_pods(const Phase& phase) {
  return std::accumulate(phase.replicas.begin(), phase.replicas.end(), std::int64_t{0});
}

std::vector<Phase> phases_of(const WeekOfPods& week, const std::vector<std::size_t>& changing,
                             const Stretches& stretches, seconds length) {
  std::vector<Phase> phases;
  for (const auto& [counts, intervals] : stretches) {
    Phase phase;
    phase.hours = model::ActiveHours::of(length, intervals);
    for (const auto& item : week.items) {
      phase.replicas.push_back(item.steps.front().pods);
    }
    for (std::size_t i = 0; i < changing.size(); ++i) {
      phase.replicas[changing[i]] = counts[i];
    }
    phases.push_back(std::move(phase));
  }
  std::ranges::sort(phases, [](const Phase& a, const Phase& b) {
    return std::pair(-all_pods(a), a.hours.intervals().front()) <
           std::pair(-all_pods(b), b.hours.intervals().front());
  });
  return phases;
}

}  // namespace

Phases build_phases(const WeekOfPods& week, const ScheduleOptions& options) {
  Phases result;
  auto shown = week;
  auto changing = changing_items(shown);
  auto stretches = stretches_of(shown, changing, options.week.length);
  while (stretches.size() > kMostPhases) {
    const auto item = busiest(shown, changing);
    shown.items[item].steps = {{seconds(0), shown.items[item].most()}};
    result.counted_always.push_back(item);
    changing = changing_items(shown);
    stretches = stretches_of(shown, changing, options.week.length);
  }
  std::ranges::sort(result.counted_always);
  result.phases = phases_of(shown, changing, stretches, options.week.length);
  name_phases(shown, options.week, result.phases);
  return result;
}

Demand in_phase(Demand demand, const Phase& phase) {
  for (std::size_t i = 0; i < demand.items.size(); ++i) {
    demand.items[i].replicas = phase.replicas[i];
  }
  return demand;
}

Demand at_most(const Demand& demand, const Phases& phases) {
  auto all = demand;
  for (const auto& phase : phases.phases) {
    for (std::size_t i = 0; i < all.items.size(); ++i) {
      all.items[i].replicas = std::max(all.items[i].replicas, phase.replicas[i]);
    }
  }
  return all;
}

}  // namespace eksplan::demand
