#pragma once
/// Workloads as shapes: those that no node can tell apart are packed as one.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/plan/node_options.hpp"

namespace eksplan::pack {
struct Instance;
}

namespace eksplan::plan {

/// More pods than this are not planned; no cluster comes near.
inline constexpr std::int64_t kMostPods = 2'000'000;

/// What tells shapes apart: items with equal traits are one shape.
struct ShapeTraits {
  Amounts demand;                   ///< of one pod
  std::vector<bool> allowed_kinds;  ///< by NodeKinds number
  std::optional<std::int64_t>
      fargate_price;  ///< of a pod, used or not: every placement has the same shapes
  std::optional<std::int64_t> per_node_cap;
  std::vector<std::size_t> clashes;  ///< touchy items that it may not share a node with
  std::optional<std::size_t> own;    ///< an item with limits of its own is a shape of its own

  auto operator<=>(const ShapeTraits&) const = default;
};

struct ItemShape {
  ShapeTraits traits;
  std::vector<std::size_t> items;  ///< in the order of the demand; each is one lot
};

struct ShapedDemand {
  std::vector<ItemShape> shapes;
  std::vector<std::pair<std::size_t, std::size_t>>
      conflicts;  ///< shapes that exclude each other, lower one first, sorted
  std::vector<std::size_t>
      on_fargate;  ///< items that go to Fargate unasked (--placement fargate or profiles)
  std::vector<std::size_t> pending;   ///< items that a profile takes, though they cannot run there
  std::vector<std::size_t> too_many;  ///< items beyond kMostPods
};

ShapedDemand shape_demand(const demand::Demand& demand, const NodeOptions& nodes,
                          const std::vector<FargateAnswer>& fargate, const Options& options);

/// The bare integer problem: shapes and options keep their numbers.
pack::Instance packing_instance(const ShapedDemand& shaped, const demand::Demand& demand,
                                const NodeOptions& nodes, const Options& options);

}  // namespace eksplan::plan
