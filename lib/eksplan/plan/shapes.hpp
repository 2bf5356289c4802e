#pragma once
/// Parcels as shapes: those that no node can tell apart are packed as one.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "eksplan/plan/arrangement.hpp"
#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/plan/node_options.hpp"
#include "eksplan/plan/relations.hpp"

namespace eksplan::pack {
struct Instance;
}

namespace eksplan::plan {

/// Where the pods of an item may go.
enum class Whereabouts : std::uint8_t { anywhere, nodes, fargate };

/// What tells shapes apart: parcels with equal traits are one shape.
struct ShapeTraits {
  Amounts demand;                   ///< of one unit
  std::vector<bool> allowed_kinds;  ///< by NodeKinds number
  std::vector<bool> zones;          ///< by NodeOptions::zones; empty = every zone
  std::optional<std::int64_t>
      fargate_price;  ///< of a pod, used or not: every placement has the same shapes
  Whereabouts whereabouts = Whereabouts::anywhere;
  std::optional<std::int64_t> per_node_cap;
  std::vector<std::size_t> clashes;  ///< touchy items that it may not share a node with
  std::optional<std::size_t> own;    ///< an item with limits of its own is a shape of its own

  auto operator<=>(const ShapeTraits&) const = default;
};

struct ItemShape {
  ShapeTraits traits;
  std::vector<std::size_t> items;  ///< the first of each parcel, in the order of the demand; each
                                   ///< parcel is one lot
  std::vector<Parcel> parcels;

  bool may_use(const NodeOption& option) const;
};

struct ShapedDemand {
  std::vector<ItemShape> shapes;
  std::vector<std::pair<std::size_t, std::size_t>>
      conflicts;  ///< shapes that exclude each other, lower one first, sorted
};

struct ShapingInput {
  const demand::Demand& demand;
  const NodeOptions& nodes;
  const std::vector<FargateAnswer>& fargate;
  const Relations& relations;
  const VolumeWishes& volumes;
};

/// Only what no schedule can avoid (`certain`), or also what the strict reading of spreads and
/// affinity asks for.
enum class Strictness : std::uint8_t { certain, strict };

/// `whereabouts` by item.
ShapedDemand shape_demand(const ShapingInput& input, const std::vector<Parcel>& parcels,
                          const std::vector<Whereabouts>& whereabouts, Strictness strictness);

/// The bare integer problem: shapes and options keep their numbers.
pack::Instance packing_instance(const ShapedDemand& shaped, const NodeOptions& nodes,
                                const Options& options);

}  // namespace eksplan::plan
