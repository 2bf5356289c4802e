#include "eksplan/plan/relaxed.hpp"

#include <algorithm>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/lower_bound.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::plan {
namespace {

// By item: its pods that are on nodes or on Fargate.
std::vector<std::int64_t> placed_pods(const ShapedDemand& shaped, const pack::Packing& packing,
                                      std::size_t items) {
  std::vector<std::int64_t> placed(items, 0);
  for (std::size_t s = 0; s < shaped.shapes.size(); ++s) {
    // Parcels are handed out in their order: those at the end go short.
    auto short_of = packing.unplaced[s];
    const auto& parcels = shaped.shapes[s].parcels;
    for (std::size_t lot = parcels.size(); lot-- > 0;) {
      const auto missing = packing.alone[s][lot] ? 0 : std::min(short_of, parcels[lot].units);
      short_of -= missing;
      for (const auto& of : parcels[lot].pods) {
        placed[of.item.value] += of.pods * (parcels[lot].units - missing);
      }
    }
  }
  return placed;
}

// Whether some shape may use each bin of the packing: no others are bought, not even to reach the
// least number.
bool may_buy_all(const pack::Instance& instance, const pack::Packing& packing) {
  return std::ranges::all_of(packing.bins, [&](const pack::BinPattern& bin) {
    return std::ranges::any_of(instance.shapes,
                               [&](const pack::Shape& shape) { return shape.allowed[bin.option]; });
  });
}

}  // namespace

ShapedDemand relaxed_shapes(const Relaxed& relaxed, const ShapedDemand& shaped,
                            const pack::Packing& packing) {
  auto left = placed_pods(shaped, packing, relaxed.input.demand.items.size());
  std::vector<Parcel> parcels;
  for (const auto& parcel : relaxed.parcels) {
    auto& pods = left[parcel.pods.front().item.value];
    const auto units = std::min(parcel.units, pods);
    pods -= units;
    if (units > 0) {
      parcels.push_back(parcel);
      parcels.back().units = units;
    }
  }
  const std::vector<Whereabouts> anywhere(relaxed.input.demand.items.size(), Whereabouts::anywhere);
  return shape_demand(relaxed.input, parcels, anywhere, Strictness::certain);
}

void prove_by_relaxed(const PackedParts& parts, RoomyPacking& roomy) {
  if (parts.relaxed == nullptr) {
    return;
  }
  const auto& relaxed = *parts.relaxed;
  const auto loose = relaxed_shapes(relaxed, parts.shaped, *roomy.packing);
  auto instance = packing_instance(loose, relaxed.input.nodes, relaxed.options);
  if (!may_buy_all(instance, *roomy.packing)) {
    instance.min_bins = 0;  // some node is there only for pods that it does not even hold
  }
  const auto level = parts.options.effort < 100    ? pack::BoundLevel::fluid
                     : parts.options.effort < 1000 ? pack::BoundLevel::normal
                                                   : pack::BoundLevel::max;
  const auto bound =
      pack::lower_bound(instance, std::vector<std::int64_t>(instance.shapes.size(), 0),
                        roomy.packed_cost, {.level = level});
  roomy.lower_bound = bound.bound;
  roomy.bound = pack::name(bound.kind);
}

}  // namespace eksplan::plan
