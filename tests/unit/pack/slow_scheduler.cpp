#include "slow_scheduler.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace eksplan::pack {
namespace {

struct Node {
  std::size_t option = 0;
  std::size_t zone = 0;
  std::vector<std::size_t> items{};  // shapes
  std::int64_t own = 0;              // of the lot that is being placed
};

class SlowScheduler {
 public:
  SlowScheduler(const Instance& instance, const std::vector<BinCount>& bins,
                const Surroundings& around)
      : instance_(instance), around_(around) {
    for (const auto& bin : bins) {
      for (std::int64_t i = 0; i < bin.count; ++i) {
        auto zone = nodes_.size() % around.zones;
        if (!around.zone_of.empty() && around.zone_of[bin.option] < around.zones) {
          zone = around.zone_of[bin.option];
        }
        nodes_.push_back({bin.option, zone});
      }
    }
  }

  void start_lot() {
    for (auto& node : nodes_) {
      node.own = 0;
    }
  }

  bool place(std::size_t shape, Draw& draw) {
    const auto found = feasible(shape);
    if (found.empty()) {
      return false;
    }
    std::vector<std::int64_t> scores;
    const auto spread = spread_scores(found);
    for (std::size_t i = 0; i < found.size(); ++i) {
      scores.push_back(least_allocated(shape, nodes_[found[i]]) +
                       balanced(shape, nodes_[found[i]]) + 2 * spread[i]);
    }
    const auto best = *std::max_element(scores.begin(), scores.end());
    std::vector<std::size_t> ties;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (scores[i] == best) {
        ties.push_back(found[i]);
      }
    }
    auto& chosen = nodes_[ties[ties.size() > 1 ? draw.below(ties.size()) : 0]];
    chosen.items.push_back(shape);
    ++chosen.own;
    return true;
  }

 private:
  std::int64_t used(const Node& node, std::size_t d) const {
    std::int64_t sum = 0;
    for (const auto shape : node.items) {
      sum += instance_.shapes[shape].demand[d];
    }
    return sum;
  }

  bool fits(std::size_t shape, const Node& node) const {
    const auto& wanted = instance_.shapes[shape];
    for (std::size_t d = 0; d < instance_.dimensions; ++d) {
      if (used(node, d) + wanted.demand[d] > instance_.options[node.option].capacity[d]) {
        return false;
      }
    }
    const auto held = [&](std::size_t other) {
      return std::count(node.items.begin(), node.items.end(), other);
    };
    for (const auto& [first, second] : instance_.conflicts) {
      if ((first == shape && held(second) > 0) || (second == shape && held(first) > 0)) {
        return false;
      }
    }
    return wanted.allowed[node.option] &&
           (!wanted.per_bin_cap || held(shape) < *wanted.per_bin_cap);
  }

  std::vector<std::size_t> feasible(std::size_t shape) {
    auto wanted = nodes_.size();
    if (nodes_.size() >= 100) {
      const auto percent = std::max<std::size_t>(5, 50 - nodes_.size() / 125);
      wanted = std::max<std::size_t>(100, nodes_.size() * percent / 100);
    }
    std::vector<std::size_t> found;
    std::size_t looked_at = 0;
    while (looked_at < nodes_.size() && found.size() < wanted) {
      const auto node = (start_ + looked_at++) % nodes_.size();
      if (fits(shape, nodes_[node])) {
        found.push_back(node);
      }
    }
    if (nodes_.size() > 100) {
      start_ = (start_ + looked_at) % nodes_.size();
    }
    return found;
  }

  std::int64_t allocatable(const Node& node, std::size_t d) const {
    return instance_.options[node.option].capacity[d] +
           (around_.reserved.empty() ? 0 : around_.reserved[node.option][d]);
  }

  std::int64_t taken_before(const Node& node, std::size_t d) const {
    return around_.reserved.empty() ? 0 : around_.reserved[node.option][d];
  }

  std::int64_t presumed(std::size_t shape, std::size_t d) const {
    const auto asked = instance_.shapes[shape].demand[d];
    return asked == 0 && d < around_.presumed.size() ? around_.presumed[d] : asked;
  }

  std::int64_t least_allocated(std::size_t shape, const Node& node) const {
    std::int64_t sum = 0;
    for (std::size_t d = 0; d < 2; ++d) {
      auto requested = taken_before(node, d) + presumed(shape, d);
      for (const auto other : node.items) {
        requested += presumed(other, d);
      }
      const auto whole = allocatable(node, d);
      sum += requested > whole ? 0 : (whole - requested) * 100 / whole;
    }
    return sum / 2;
  }

  std::int64_t balanced(std::size_t shape, const Node& node) const {
    double parts[2];
    for (std::size_t d = 0; d < 2; ++d) {
      parts[d] = static_cast<double>(taken_before(node, d) + used(node, d) +
                                     instance_.shapes[shape].demand[d]) /
                 static_cast<double>(allocatable(node, d));
    }
    return static_cast<std::int64_t>((1 - std::abs(parts[0] - parts[1]) / 2) * 100);
  }

  std::vector<std::int64_t> spread_scores(const std::vector<std::size_t>& found) const {
    std::set<std::size_t> zones;
    for (const auto node : found) {
      zones.insert(nodes_[node].zone);
    }
    std::vector<std::int64_t> scores;
    for (const auto node : found) {
      std::int64_t in_zone = 0;
      for (const auto& other : nodes_) {
        in_zone += other.zone == nodes_[node].zone ? other.own : 0;
      }
      const auto by_host =
          static_cast<double>(nodes_[node].own) * std::log(static_cast<double>(found.size() + 2)) +
          2;
      const auto by_zone =
          static_cast<double>(in_zone) * std::log(static_cast<double>(zones.size() + 2)) + 4;
      scores.push_back(std::llround(by_host + by_zone));
    }
    const auto most = *std::max_element(scores.begin(), scores.end());
    const auto least = *std::min_element(scores.begin(), scores.end());
    for (auto& score : scores) {
      score = 100 * (most + least - score) / most;
    }
    return scores;
  }

  const Instance& instance_;
  const Surroundings& around_;
  std::vector<Node> nodes_;
  std::size_t start_ = 0;
};

}  // namespace

std::vector<std::int64_t> slowly_stranded(const Instance& instance,
                                          const std::vector<BinCount>& bins,
                                          const Surroundings& around, std::uint64_t order) {
  std::vector<std::pair<std::size_t, std::int64_t>> lots;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    for (const auto& lot : instance.shapes[shape].lots) {
      lots.emplace_back(shape, lot.count);
    }
  }
  Draw draw(order);
  for (auto i = lots.size(); i > 1 && order > 0; --i) {
    std::swap(lots[i - 1], lots[draw.below(i)]);
  }
  SlowScheduler scheduler(instance, bins, around);
  std::vector<std::int64_t> stranded(instance.shapes.size(), 0);
  for (const auto& [shape, count] : lots) {
    scheduler.start_lot();
    for (std::int64_t item = 0; item < count; ++item) {
      stranded[shape] += scheduler.place(shape, draw) ? 0 : 1;
    }
  }
  return stranded;
}

}  // namespace eksplan::pack
