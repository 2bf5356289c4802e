#pragma once
/// Why no arrangement of a plan's pods costs less: the packing problem as it was solved, and prices
/// that prove a bound of it. Everything that a check without a solver needs; docs/verify.md tells
/// how it goes.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eksplan/model/object_id.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::pack {
struct Instance;
struct Proof;
}  // namespace eksplan::pack

namespace eksplan::plan {

struct NodeOptions;
struct ShapedDemand;

struct BoundProof {
  /// Nodes that pods tell apart by nothing but their size.
  struct NodeClass {
    model::Labels labels;  ///< that the plan puts on them
    std::string zone;      ///< empty = any

    bool operator==(const NodeClass&) const = default;
  };

  /// Why no node of a type holds pods worth more than `most`; see pack/proof.hpp.
  struct Claim {
    enum class Kind : std::uint8_t { shares, search, table };

    Kind kind = Kind::shares;
    std::int64_t most = 0;
    std::vector<std::int64_t> shares;  ///< by resource
    std::vector<std::int64_t> grid;    ///< table: two resources, and the unit of each

    bool operator==(const Claim&) const = default;
  };

  struct NodeType {
    std::string instance_type;
    std::size_t node_class = 0;
    units::Money hourly;                 ///< with its root volume
    std::vector<std::int64_t> capacity;  ///< by resource, less the DaemonSets' pods
    std::optional<Claim> claim;
    std::optional<std::size_t> dominated_by;  ///< instead of a claim: a node type that has one

    bool operator==(const NodeType&) const = default;
  };

  struct Shape {
    std::vector<std::size_t> items;  ///< of the demand
    std::int64_t pods = 0;
    std::vector<std::int64_t> requests;  ///< by resource
    std::vector<std::size_t> classes;    ///< of nodes that it may run on
    std::optional<std::int64_t> most_per_node;
    std::optional<units::Money> fargate_hourly;  ///< of one pod, where Fargate is a choice
    std::int64_t worth = 0;

    bool operator==(const Shape&) const = default;
  };

  units::HourlyRate proven;            ///< what it proves of Plan::packed
  std::vector<std::string> resources;  ///< "cpuMillicores", "pods", "nvidia.com/gpu"
  std::int64_t max_node_groups = 0;    ///< 0 = no limit
  std::int64_t min_nodes = 0;
  int shift = 0;  ///< worths, most and shares are nano-dollars times 2^shift
  std::int64_t node_worth = 0;
  std::vector<NodeClass> classes;
  std::vector<NodeType> types;  ///< that some pod may run on
  std::vector<Shape> shapes;
  std::vector<std::pair<std::size_t, std::size_t>> conflicts;  ///< shapes that share no node

  bool operator==(const BoundProof&) const = default;
};

/// `instance` is what packing_instance made of the first two; `proven` is left to the caller.
BoundProof bound_proof(const ShapedDemand& shaped, const NodeOptions& nodes,
                       const pack::Instance& instance, const pack::Proof& proof);

}  // namespace eksplan::plan
