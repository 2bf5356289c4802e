#pragma once
/// A packing back into nodes with pods of workloads.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/plan/shapes.hpp"

namespace eksplan::pack {
struct Packing;
}  // namespace eksplan::pack

namespace eksplan::plan {

/// A NodeSet that still speaks of node options.
struct RawNodes {
  std::size_t option = 0;
  std::size_t zone = 0;
  std::int64_t count = 1;
  std::vector<PodsOf> pods;
};

struct Assignment {
  std::vector<RawNodes> nodes;
  std::vector<std::int64_t> unplaced;  ///< by item
  std::vector<bool> on_fargate;        ///< by item
};

/// Hands the parcels of each shape out to its bins in the order of workloads, so that few nodes
/// mix, and spreads the nodes of each group over the zones that their pods allow.
Assignment assign(const ShapedDemand& shaped, const pack::Packing& packing,
                  const NodeOptions& nodes, const demand::Demand& demand);

}  // namespace eksplan::plan
