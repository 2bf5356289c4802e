#pragma once
/// A lower bound for an Instance of which no packing is known: nothing is built, only proven.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/proof.hpp"

namespace eksplan::pack {

/// How hard to try. Each level does what the ones below it do, and more, so its bound is never
/// lower. Steps are counted, never seconds. `counts` goes through numbers of bins as `normal` does,
/// and generates no columns.
enum class BoundLevel : std::uint8_t { fluid, quick, counts, normal, max };

struct BoundOptions {
  BoundLevel level = BoundLevel::normal;
};

struct LowerBound {
  std::int64_t bound = 0;      ///< no way to serve the items costs less
  Bound kind = Bound::none;    ///< what proves it; `optimal` when it is the known cost
  std::int64_t certified = 0;  ///< the best bound that rests on no solver, at most `bound`
  std::optional<Proof> proof;  ///< proves Proof::bound, at most `certified`
};

/// What serving all items but `unplaced` (by shape) costs at least. `known_cost`: what some way to
/// serve them costs, maybe one that obeys more rules than the instance has; no bound is above it.
LowerBound lower_bound(const Instance& instance, const std::vector<std::int64_t>& unplaced,
                       std::int64_t known_cost, const BoundOptions& options = {});

}  // namespace eksplan::pack
