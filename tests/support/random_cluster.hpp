#pragma once
/// Random clusters by seed: workloads with every constraint that a planner has to honour.

#include <cstdint>

#include "eksplan/model/inventory.hpp"

namespace eksplan::support {

struct ClusterShape {
  std::int64_t most_workloads = 15;
  std::int64_t most_replicas = 8;
  bool constraints = true;  ///< selectors, affinity, host ports, spread, zones, GPUs, giants
  bool relations = false;  ///< also affinity, distance and spread among workloads by host and zone,
                           ///< volumes with zones and for one node, labels that tie workloads
};

/// Workloads sorted by id, named so that sorting does not give away the order in which they were
/// drawn.
model::Inventory random_cluster(std::uint64_t seed, const ClusterShape& shape = {});

}  // namespace eksplan::support
