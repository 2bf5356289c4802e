#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "baselines.hpp"
#include "first_fit.hpp"
#include "nodes.hpp"

#include "eksplan/base/checked.hpp"

namespace eksplan::bench {
namespace {

constexpr std::int64_t kWholeWaste = 1'000'000'000'000;

std::int64_t total(const Counts& items) {
  std::int64_t sum = 0;
  for (const auto count : items) {
    sum += count;
  }
  return sum;
}

/// Unused CPU plus unused memory, each as a share of all that the nodes have.
std::int64_t waste_of(const pack::Instance& instance, const std::vector<Node>& nodes) {
  std::int64_t waste = 0;
  for (std::size_t d = 0; d < std::min(kWeighed, instance.dimensions); ++d) {
    base::int128 used = 0;
    base::int128 capacity = 0;
    for (const auto& node : nodes) {
      used += base::int128{node.used[d]} * node.count;
      capacity += base::int128{instance.options[node.option].capacity[d]} * node.count;
    }
    if (capacity > 0) {
      waste += static_cast<std::int64_t>((capacity - used) * kWholeWaste / capacity);
    }
  }
  return waste;
}

void append(std::vector<Node> more, std::vector<Node>& nodes) {
  nodes.insert(nodes.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

/// Buys nodes of one option after the other until nothing is left; `rank` says which of the ways to
/// go on is best (the least).
template <class Rank>
std::vector<Node> group_by_group(const pack::Instance& instance, Counts items, Rank rank) {
  std::vector<Node> nodes;
  while (total(items) > 0) {
    using Ranked = decltype(rank(std::declval<const FirstFit&>()));
    std::optional<std::pair<Ranked, FirstFit>> best;
    for (std::size_t option = 0; option < instance.options.size(); ++option) {
      auto way = first_fit_decreasing(instance, items, option);
      if (way.nodes.empty()) {
        continue;
      }
      const auto ranked = rank(way);
      if (!best || ranked < best->first) {
        best = {ranked, std::move(way)};
      }
    }
    items = best->second.left;
    append(std::move(best->second.nodes), nodes);
  }
  return nodes;
}

}  // namespace

std::vector<Node> least_waste(const pack::Instance& instance, const Counts& items) {
  return group_by_group(instance, items, [&](const FirstFit& way) {
    return std::tuple(waste_of(instance, way.nodes), price_of(instance, way.nodes));
  });
}

std::vector<Node> single_type(const pack::Instance& instance, const Counts& items) {
  return group_by_group(instance, items, [&](const FirstFit& way) {
    return std::tuple(total(way.left), price_of(instance, way.nodes));
  });
}

}  // namespace eksplan::bench
