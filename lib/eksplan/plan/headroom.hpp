#pragma once
/// The packing that a plan is made of, with the room that the scheduler needs.

#include <cstdint>
#include <memory>
#include <string_view>

#include "eksplan/plan/shapes.hpp"

namespace eksplan::pack {
struct Instance;
struct Packing;
struct Surroundings;
}  // namespace eksplan::pack

namespace eksplan::plan {

struct Relaxed;

/// What the packing's numbers stand for.
struct PackedParts {
  const ShapedDemand& shaped;
  const NodeOptions& nodes;
  const demand::Demand& demand;
  const Options& options;
  const Relaxed* relaxed = nullptr;  ///< set when the instance is not what the bound has to be of
};

struct RoomyPacking {
  /// With spare bins; never null. Shared, as a pointer to a type that headers do not show.
  std::shared_ptr<const pack::Packing> packing;
  std::int64_t packed_cost = 0;    ///< of the tightest packing that was found
  std::int64_t headroom_cost = 0;  ///< what `packing` costs beyond that
  std::int64_t lower_bound = 0;
  std::string_view bound;     ///< what proves it
  std::int64_t stranded = 0;  ///< items of the worst order that find no room all the same
  std::int64_t steps = 0;     ///< see Plan::solver_steps
};

/// What a replay of the scheduler knows beyond the packing: DaemonSets take their room before any
/// pod comes, and a Deployment is updated with a surge.
pack::Surroundings surroundings_of(const PackedParts& parts);

/// Solves `instance` and adds the room that `parts.options.headroom` asks for.
RoomyPacking with_headroom(const pack::Instance& instance, const PackedParts& parts);

}  // namespace eksplan::plan
