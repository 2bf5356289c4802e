#pragma once
/// Nodes with which the replayed scheduler finds room for every pod, the way an autoscaler gets
/// there: what is left pending has nodes bought for it, and all pods arrive again.

#include <cstdint>
#include <string>
#include <vector>

#include "baselines.hpp"
#include "problem.hpp"

namespace eksplan::bench {

struct Survival {
  pack::Packing packing;      ///< as the scheduler fills it, if nothing is stranded
  std::int64_t stranded = 0;  ///< pods for which no round found room
};

/// `planner` buys the nodes to add.
Survival survive(const Problem& problem, std::vector<Node> nodes, Planner planner);

/// Pods that the worst order strands in the bins of a packing, and workloads whose update waits in
/// vain.
std::int64_t stranded_in(const Problem& problem, const pack::Packing& packing);

}  // namespace eksplan::bench
