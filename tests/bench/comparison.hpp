#pragma once
/// One problem, several planners: what each buys, what it costs, and what survives the scheduler.

#include <cstdint>
#include <string>
#include <vector>

#include "effort.hpp"
#include "problem.hpp"
#include "usage_meter.hpp"

namespace eksplan::bench {

struct ComparisonOptions {
  std::vector<Effort> efforts;
  bool baselines = true;
  bool replay = true;  ///< also the nodes with which the replayed scheduler finds room for all pods
};

/// Costs are in nano-dollars per hour.
struct Row {
  std::string planner;
  std::int64_t cost = 0;        ///< of the tight packing
  std::int64_t nodes = 0;       ///< of the tight packing
  std::int64_t loaded_kib = 0;  ///< memory that the problem takes before anybody plans
  std::int64_t bound = 0;       ///< 0 = the planner proves none
  std::string proved_by;
  ResourceUse packing;                ///< to find the tight packing
  std::int64_t schedulable_cost = 0;  ///< 0 = not asked for
  std::int64_t stranded = 0;          ///< pods that find no room in the worst order all the same
  ResourceUse scheduling;             ///< to find the schedulable nodes, the tight packing included
  std::vector<std::string> faults;    ///< what the independent checker says; empty = nothing
};

/// Runs every planner in a process of its own, one after the other, so that memory can be told
/// apart. Efforts come first, then baselines.
std::vector<Row> compare(const Problem& problem, const ComparisonOptions& options);

/// The best bound of the rows; 0 = none.
std::int64_t best_bound(const std::vector<Row>& rows);

}  // namespace eksplan::bench
