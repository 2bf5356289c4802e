#include "survival.hpp"

#include <utility>

#include "eksplan/pack/replay.hpp"

namespace eksplan::bench {
namespace {

constexpr int kMostRounds = 50;

/// The same for everybody.
constexpr pack::ReplayOptions kOrders{.first_order = 0, .orders = 4};

pack::ReplayResult replay_in(const Problem& problem, const pack::Packing& packing) {
  return pack::replay(problem.instance(), packing, problem.surroundings(), kOrders);
}

std::int64_t in_vain(const pack::ReplayResult& result) {
  return result.stranded_items + static_cast<std::int64_t>(result.waiting.size());
}

Counts pending(const pack::ReplayResult& result) {
  auto items = result.stranded;
  for (const auto shape : result.waiting) {
    ++items[shape];
  }
  return items;
}

void add_empty(const std::vector<Node>& bought, const pack::Instance& instance,
               std::vector<Node>& nodes) {
  for (const auto& node : bought) {
    nodes.push_back(empty_node(instance, node.option, node.count));
  }
}

}  // namespace

Survival survive(const Problem& problem, std::vector<Node> nodes, Planner planner) {
  const auto& instance = problem.instance();
  for (int round = 0;; ++round) {
    auto packing = packing_of(instance, nodes);
    const auto result = replay_in(problem, packing);
    if (result.all_fit()) {
      return {std::move(packing), 0};
    }
    if (round == kMostRounds) {
      return {std::move(packing), in_vain(result)};
    }
    add_empty(planner(instance, pending(result)), instance, nodes);
  }
}

std::int64_t stranded_in(const Problem& problem, const pack::Packing& packing) {
  return in_vain(replay_in(problem, packing));
}

}  // namespace eksplan::bench
