#pragma once
/// How others would buy nodes for the same pods: written for comparison, from what their
/// documentation and behaviour tell.

#include <array>
#include <string_view>
#include <vector>

#include "nodes.hpp"

namespace eksplan::bench {

/// Buys nodes for `items`, all of which some option holds. Deterministic.
using Planner = std::vector<Node> (*)(const pack::Instance& instance, const Counts& items);

/// Karpenter: pods by CPU, then memory, largest first; each goes to the planned node with the
/// fewest pods that can still grow to hold it, else to a new one. A planned node keeps every
/// instance type that holds its pods, and the cheapest is bought.
std::vector<Node> karpenter(const pack::Instance& instance, const Counts& items);

/// The same after Karpenter's consolidation has come to rest: the first nodes of up to 100, those
/// with the fewest pods first, or any single node, are deleted when their pods find room on others,
/// or replaced by one cheaper node.
std::vector<Node> karpenter_consolidated(const pack::Instance& instance, const Counts& items);

/// The cluster autoscaler with a node group for every option and the least-waste expander: again
/// and again the group is scaled up that, first fit decreasing, leaves the least shares of CPU and
/// memory unused for the pods it can take; ties go to the cheaper nodes.
std::vector<Node> least_waste(const pack::Instance& instance, const Counts& items);

/// The option that, first fit decreasing, is cheapest of those that can take as many of the pods as
/// any can; what it cannot take is planned likewise.
std::vector<Node> single_type(const pack::Instance& instance, const Counts& items);

struct Baseline {
  std::string_view name;
  Planner planner = nullptr;
};

inline constexpr std::array<Baseline, 4> kBaselines{{{"Karpenter-like", karpenter},
                                                     {"  consolidated", karpenter_consolidated},
                                                     {"least-waste groups", least_waste},
                                                     {"best single type", single_type}}};

}  // namespace eksplan::bench
