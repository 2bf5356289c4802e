#pragma once
/// The bound of a plan that keeps to more than every schedule has to keep to.

#include <cstdint>
#include <vector>

#include "eksplan/plan/headroom.hpp"
#include "eksplan/plan/shapes.hpp"

namespace eksplan::plan {

/// The same items without what only the plan wants: no welded pods, no pods bound to zones but by
/// volumes and their own selectors, no cap from a spread, no whereabouts.
struct Relaxed {
  const ShapingInput& input;
  std::vector<Parcel> parcels;  ///< loose, of all items that are packed
  const Options& options;
};

/// Of the pods that `packing` places.
ShapedDemand relaxed_shapes(const Relaxed& relaxed, const ShapedDemand& shaped,
                            const pack::Packing& packing);

/// Puts the bound of the relaxed problem in the place of that of the restricted one, which other
/// plans may pass.
void prove_by_relaxed(const PackedParts& parts, RoomyPacking& roomy);

}  // namespace eksplan::plan
