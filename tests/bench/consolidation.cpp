#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "baselines.hpp"
#include "claim.hpp"

namespace eksplan::bench {
namespace {

constexpr int kMostPasses = 20;
constexpr std::size_t kMostAtOnce = 100;

/// Nodes and what a trial changed of them.
class Consolidation {
 public:
  Consolidation(const pack::Instance& instance, std::vector<Node> nodes)
      : instance_(&instance), room_(instance), nodes_(std::move(nodes)) {}

  std::vector<Node> run() {
    for (int pass = 0; pass < kMostPasses; ++pass) {
      bool changed = false;
      while (remove_several()) {
        changed = true;
      }
      changed = remove_single() || changed;
      if (!changed) {
        break;
      }
    }
    return std::move(nodes_);
  }

 private:
  std::int64_t pods_on(std::size_t node) const {
    std::int64_t pods = 0;
    for (const auto& content : nodes_[node].contents) {
      pods += content.items;
    }
    return pods;
  }

  /// Fewest pods first: they disturb least.
  std::vector<std::size_t> candidates() const {
    std::vector<std::pair<std::int64_t, std::size_t>> ranked;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      ranked.emplace_back(pods_on(i), i);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::size_t> order;
    for (const auto& [pods, node] : ranked) {
      order.push_back(node);
    }
    return order;
  }

  /// The most of the first candidates that can go at once, two at least, by bisection.
  bool remove_several() {
    const auto order = candidates();
    std::size_t low = 2;
    auto high = std::min(order.size(), kMostAtOnce);
    std::optional<std::vector<Node>> best;
    while (low <= high) {
      const auto middle = (low + high) / 2;
      if (auto without = try_without(std::span(order).first(middle))) {
        best = std::move(without);
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (best) {
      nodes_ = std::move(*best);
    }
    return best.has_value();
  }

  bool remove_single() {
    bool changed = false;
    for (std::size_t i = 0; i < nodes_.size();) {
      if (auto without = try_without(std::span(&i, 1))) {
        nodes_ = std::move(*without);
        changed = true;
      } else {
        ++i;
      }
    }
    return changed;
  }

  /// The nodes after those of `gone` are deleted, or replaced by one that is cheaper than all of
  /// them together; nothing when their pods find no room.
  std::optional<std::vector<Node>> try_without(std::span<const std::size_t> gone) {
    Counts items(instance_->shapes.size(), 0);
    std::vector<bool> is_gone(nodes_.size(), false);
    std::int64_t price = 0;
    for (const auto node : gone) {
      is_gone[node] = true;
      price += instance_->options[nodes_[node].option].price;
      for (const auto& content : nodes_[node].contents) {
        items[content.shape] += content.items;
      }
    }
    std::vector<std::pair<std::size_t, Node>> before;
    const auto claim = rehouse(items, is_gone, price, before);
    std::optional<std::vector<Node>> result;
    if (claim) {
      result = kept(is_gone);
      if (claim->pods > 0) {
        result->push_back(claim->node);
      }
    }
    for (auto change = before.rbegin(); change != before.rend(); ++change) {
      nodes_[change->first] = std::move(change->second);
    }
    return result;
  }

  std::vector<Node> kept(const std::vector<bool>& is_gone) const {
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!is_gone[i]) {
        nodes.push_back(nodes_[i]);
      }
    }
    return nodes;
  }

  /// First fit on what stays; the rest in one new node cheaper than `price`.
  std::optional<Claim> rehouse(const Counts& items, const std::vector<bool>& is_gone,
                               std::int64_t price,
                               std::vector<std::pair<std::size_t, Node>>& before) {
    auto claim = open_claim(*instance_);
    std::erase_if(claim.options,
                  [&](std::size_t option) { return instance_->options[option].price >= price; });
    for (const auto shape : by_cpu_and_memory(*instance_, items)) {
      auto left = items[shape];
      for (std::size_t i = 0; i < nodes_.size() && left > 0; ++i) {
        const auto moved =
            is_gone[i] ? 0 : std::min(left, room_.copies(nodes_[i], nodes_[i].option, shape));
        if (moved > 0) {
          before.emplace_back(i, nodes_[i]);
          put(*instance_, shape, moved, nodes_[i]);
          left -= moved;
        }
      }
      for (; left > 0; --left) {
        if (!takes(room_, claim, shape)) {
          return std::nullopt;
        }
        add(*instance_, room_, shape, claim);
      }
    }
    if (claim.pods > 0) {
      claim.node.option = cheapest(*instance_, claim.options);
    }
    return claim;
  }

  const pack::Instance* instance_;
  Room room_;
  std::vector<Node> nodes_;
};

}  // namespace

std::vector<Node> karpenter_consolidated(const pack::Instance& instance, const Counts& items) {
  return Consolidation(instance, karpenter(instance, items)).run();
}

}  // namespace eksplan::bench
