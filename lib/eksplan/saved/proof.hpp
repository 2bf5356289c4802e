#pragma once
/// Why no plan costs less than the bound: the packing problem as it was solved, and the prices that
/// prove it. Whole numbers as they were read; docs/verify.md tells what each means.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eksplan/units/money.hpp"

namespace eksplan::saved {

/// Nodes that pods cannot tell apart but by their size.
struct NodeClass {
  std::map<std::string, std::string> labels;
  std::string zone;  ///< empty = any
};

/// Why no node of a type holds pods worth more than `most`.
struct NodeClaim {
  enum class Kind : std::uint8_t { shares, search, table };

  Kind kind = Kind::shares;
  std::int64_t most = 0;
  std::vector<std::int64_t> shares;  ///< by resource; none for a table
  std::size_t first = 0;             ///< table: two resources and their units
  std::size_t second = 0;
  std::int64_t first_unit = 1;
  std::int64_t second_unit = 1;
};

/// A kind of node that could be bought.
struct NodeType {
  std::string instance_type;
  std::size_t node_class = 0;
  units::Money hourly;                 ///< with its root volume
  std::vector<std::int64_t> capacity;  ///< by resource, less the DaemonSets' pods
  std::optional<NodeClaim> claim;
  std::optional<std::size_t> dominated_by;  ///< instead of a claim
};

/// Pods that the packing cannot tell apart.
struct PodShape {
  std::vector<std::string> workloads;
  std::int64_t pods = 0;
  std::vector<std::int64_t> requests;  ///< by resource
  std::vector<std::size_t> classes;    ///< of nodes that they may run on
  std::optional<std::int64_t> most_per_node;
  std::optional<units::Money> fargate_hourly;  ///< of one pod, where Fargate is a choice
  std::int64_t worth = 0;
};

struct Proof {
  units::Money certified_hourly;  ///< what it proves of the whole bill, checked without a solver
  std::vector<std::string> resources;
  std::int64_t max_node_groups = 0;  ///< 0 = no limit
  std::int64_t min_nodes = 0;
  int shift = 0;  ///< worths, most and shares are nano-dollars times 2^shift
  std::int64_t node_worth = 0;
  std::vector<NodeClass> classes;
  std::vector<NodeType> types;
  std::vector<PodShape> shapes;
  std::vector<std::pair<std::size_t, std::size_t>> conflicts;  ///< shapes that share no node
};

}  // namespace eksplan::saved
