#pragma once
/// What planners without a solver have in common: pods still to be placed, and nodes that are being
/// filled.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::bench {

using Counts = std::vector<std::int64_t>;  ///< items by shape

/// `count` nodes in the same state.
struct Node {
  pack::Vector used;
  std::vector<pack::BinPattern::Content> contents;  ///< in the order of coming
  std::size_t option = 0;
  std::int64_t count = 1;
};

/// CPU and memory: the dimensions by which planners compare nodes.
inline constexpr std::size_t kWeighed = 2;

/// An empty node of that option.
Node empty_node(const pack::Instance& instance, std::size_t option, std::int64_t count = 1);

/// How many more items of a shape a node takes, were it of that option: capacity, selectors, cap
/// per node and conflicts.
class Room {
 public:
  explicit Room(const pack::Instance& instance);

  std::int64_t copies(const Node& node, std::size_t option, std::size_t shape) const;

  bool takes(const Node& node, std::size_t option, std::size_t shape) const;

 private:
  bool is_kept_out(const Node& node, std::size_t option, std::size_t shape) const;

  const pack::Instance* instance_;
  std::vector<std::vector<std::size_t>> enemies_;  // by shape
};

/// Puts items of a shape on each of the nodes.
void put(const pack::Instance& instance, std::size_t shape, std::int64_t items, Node& node);

/// Shapes that some option holds, as they count for a planner that knows nodes only.
Counts items_for_nodes(const pack::Instance& instance);

/// Items that neither an option nor an alone price serves: no planner can place them.
std::int64_t hopeless_items(const pack::Instance& instance);

/// The nodes as a packing of the whole instance: equal ones together, min_bins reached by the
/// cheapest option, and what no option holds alone or unplaced. Without a bound.
pack::Packing packing_of(const pack::Instance& instance, const std::vector<Node>& nodes);

}  // namespace eksplan::bench
