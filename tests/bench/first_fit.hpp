#pragma once
/// First fit on nodes of one option, in time that depends on shapes and not on pods.

#include <cstddef>
#include <vector>

#include "nodes.hpp"

namespace eksplan::bench {

/// Shapes with items, the one first that takes most of a node of that option: shares of CPU and
/// memory added up, as the cluster autoscaler sorts pods; ties by number.
std::vector<std::size_t> by_share(const pack::Instance& instance, const Counts& items,
                                  std::size_t option);

struct FirstFit {
  std::vector<Node> nodes;
  Counts left;  ///< items that do not fit an empty node of the option
};

/// First fit decreasing: each item on the first node with room, else on a new one.
FirstFit first_fit_decreasing(const pack::Instance& instance, const Counts& items,
                              std::size_t option);

/// What the nodes cost.
std::int64_t price_of(const pack::Instance& instance, const std::vector<Node>& nodes);

}  // namespace eksplan::bench
