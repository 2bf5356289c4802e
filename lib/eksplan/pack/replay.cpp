#include "eksplan/pack/replay.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kScored = 2;  // CPU and memory
constexpr std::int64_t kMostScore = 100;
constexpr std::int64_t kSpreadWeight = 2;
constexpr std::int64_t kSpreadSkew = 3;  // of the system default by host

/// SplitMix64: small, and the same everywhere.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0x1234567ULL) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
  }

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

 private:
  std::uint64_t state_;
};

/// Items of one lot that stand in bins.
struct Batch {
  std::size_t shape = 0;
  std::int64_t items = 0;
  bool surges = false;
};

std::vector<Batch> batches_of(const Instance& instance, const Packing& packing,
                              const Surroundings& surroundings) {
  std::vector<Batch> batches;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    auto unplaced = packing.unplaced[shape];
    const auto& lots = instance.shapes[shape].lots;
    for (std::size_t lot = 0; lot < lots.size(); ++lot) {
      if (packing.alone[shape][lot]) {
        continue;
      }
      const auto left_out = std::min(unplaced, lots[lot].count);
      unplaced -= left_out;
      if (lots[lot].count > left_out) {
        batches.push_back({shape, lots[lot].count - left_out,
                           !surroundings.surges.empty() && surroundings.surges[shape][lot]});
      }
    }
  }
  return batches;
}

/// By shape: millionths that an item takes of the most that any bin has, in the dimension of which
/// it takes most; at least 1.
std::vector<std::int64_t> sizes_of(const Instance& instance) {
  Vector most(instance.dimensions, 1);
  for (const auto& option : instance.options) {
    for (std::size_t d = 0; d < instance.dimensions; ++d) {
      most[d] = std::max(most[d], option.capacity[d]);
    }
  }
  std::vector<std::int64_t> sizes;
  for (const auto& shape : instance.shapes) {
    std::int64_t size = 1;
    for (std::size_t d = 0; d < instance.dimensions; ++d) {
      const auto part = base::int128{shape.demand[d]} * 1'000'000 / most[d];
      size = std::max(size, static_cast<std::int64_t>(part));
    }
    sizes.push_back(size);
  }
  return sizes;
}

class Cluster {
 public:
  Cluster(const Instance& instance, const Packing& packing, const Surroundings& surroundings)
      : instance_(&instance), dimensions_(instance.dimensions), partners_(instance.shapes.size()) {
    for (const auto& conflict : instance.conflicts) {
      partners_[conflict.first].push_back(conflict.second);
      partners_[conflict.second].push_back(conflict.first);
    }
    for (const auto& bin : packing.bins) {
      add_nodes(bin, surroundings);
    }
    counted_.resize(instance.shapes.size());
    for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
      counted_[shape] = instance.shapes[shape].per_bin_cap.has_value() || !partners_[shape].empty();
    }
  }

  void empty() {
    std::ranges::copy(free_at_start_, free_.begin());
    held_.assign(option_.size(), {});
    start_ = 0;
  }

  /// Where the scheduler puts an item; nothing when no node takes it. `own` counts the items of its
  /// batch by node.
  bool place(const Batch& batch, std::vector<std::int32_t>& own, Draw& draw) {
    find_feasible(batch.shape);
    if (feasible_.empty()) {
      return false;
    }
    const auto node = choose(batch.shape, own, draw);
    put(batch.shape, node, 1);
    ++own[node];
    return true;
  }

  void remove(std::size_t shape, std::size_t node) { put(shape, node, -1); }

  void restore(std::size_t shape, std::size_t node) { put(shape, node, 1); }

  std::size_t size() const { return option_.size(); }

  std::size_t option_of(std::size_t node) const { return option_[node]; }

 private:
  void add_nodes(const BinPattern& bin, const Surroundings& surroundings) {
    const auto& capacity = instance_->options[bin.option].capacity;
    for (std::int64_t i = 0; i < bin.count; ++i) {
      option_.push_back(bin.option);
      free_at_start_.insert(free_at_start_.end(), capacity.begin(), capacity.end());
      for (std::size_t d = 0; d < kScored; ++d) {
        const auto own = d < dimensions_ ? capacity[d] : 0;
        const auto taken = surroundings.reserved.empty() || d >= dimensions_
                               ? 0
                               : surroundings.reserved[bin.option][d];
        whole_.push_back(std::max<Amount>(own + taken, 1));
      }
    }
    free_.resize(free_at_start_.size());
  }

  /// findNodesThatFitPod: nodes are looked at in turn from where the last search ended, until
  /// enough of them fit.
  std::size_t enough() const {
    constexpr std::size_t kAll = 100;
    if (size() <= kAll) {
      return size();
    }
    const auto percent = std::max<std::size_t>(5, 50 - std::min<std::size_t>(size() / 125, 50));
    return std::max(kAll, size() * percent / 100);
  }

  void find_feasible(std::size_t shape) {
    feasible_.clear();
    const auto wanted = enough();
    std::size_t looked_at = 0;
    for (; looked_at < size() && feasible_.size() < wanted; ++looked_at) {
      const auto node = (start_ + looked_at) % size();
      if (fits(shape, node)) {
        feasible_.push_back(node);
      }
    }
    start_ = size() == 0 ? 0 : (start_ + looked_at) % size();
  }

  bool fits(std::size_t shape, std::size_t node) const {
    const auto& wanted = instance_->shapes[shape];
    const auto* const free = &free_[node * dimensions_];
    for (std::size_t d = 0; d < dimensions_; ++d) {
      if (wanted.demand[d] > free[d]) {
        return false;
      }
    }
    return wanted.allowed[option_[node]] && (!counted_[shape] || may_join(shape, node));
  }

  std::int64_t held(std::size_t shape, std::size_t node) const {
    for (const auto& [held_shape, items] : held_[node]) {
      if (held_shape == shape) {
        return items;
      }
    }
    return 0;
  }

  bool may_join(std::size_t shape, std::size_t node) const {
    const auto& cap = instance_->shapes[shape].per_bin_cap;
    return (!cap || held(shape, node) < *cap) &&
           std::ranges::none_of(partners_[shape],
                                [&](std::size_t other) { return held(other, node) > 0; });
  }

  void put(std::size_t shape, std::size_t node, std::int64_t items) {
    for (std::size_t d = 0; d < dimensions_; ++d) {
      free_[node * dimensions_ + d] -= instance_->shapes[shape].demand[d] * items;
    }
    if (!counted_[shape]) {
      return;
    }
    auto& held = held_[node];
    const auto found = std::ranges::find(held, shape, &std::pair<std::size_t, std::int64_t>::first);
    if (found == held.end()) {
      held.emplace_back(shape, items);
    } else {
      found->second += items;
    }
  }

  /// LeastAllocated and BalancedAllocation with the item in place, each 0 to 100.
  std::int64_t resource_score(std::size_t shape, std::size_t node) const {
    std::int64_t least = 0;
    double used[kScored] = {0, 0};
    const auto scored = std::min(kScored, dimensions_);
    for (std::size_t d = 0; d < scored; ++d) {
      const auto whole = whole_[node * kScored + d];
      const auto left = free_[node * dimensions_ + d] - instance_->shapes[shape].demand[d];
      least += left * kMostScore / whole;
      used[d] = static_cast<double>(whole - left) / static_cast<double>(whole);
    }
    const auto balanced =
        static_cast<std::int64_t>((1.0 - std::abs(used[0] - used[1]) / 2) * kMostScore);
    return least / static_cast<std::int64_t>(std::max<std::size_t>(scored, 1)) + balanced;
  }

  /// PodTopologySpread by host with the system default, before it is normalised. `weight` grows
  /// with the number of nodes that are scored.
  static std::int64_t spread_score(std::int32_t own, double weight) {
    return std::llround(own * weight) + kSpreadSkew - 1;
  }

  std::size_t choose(std::size_t shape, const std::vector<std::int32_t>& own, Draw& draw) const {
    const auto weight = std::log(static_cast<double>(feasible_.size()) + 2);
    const auto [fewest, most] =
        std::ranges::minmax(feasible_, {}, [&](std::size_t node) { return own[node]; });
    const auto lowest = spread_score(own[fewest], weight);
    const auto highest = spread_score(own[most], weight);
    std::size_t chosen = feasible_.front();
    std::int64_t best = -1;
    std::size_t ties = 0;
    for (const auto node : feasible_) {
      const auto spread =
          kMostScore * (highest + lowest - spread_score(own[node], weight)) / highest;
      const auto score = resource_score(shape, node) + kSpreadWeight * spread;
      if (score > best) {
        best = score;
        chosen = node;
        ties = 1;
      } else if (score == best && draw.below(++ties) == 0) {
        chosen = node;
      }
    }
    return chosen;
  }

  const Instance* instance_;
  std::size_t dimensions_;
  std::vector<std::vector<std::size_t>> partners_;  // by shape: whom it may not meet
  std::vector<bool> counted_;                       // by shape: its items are counted by node
  std::vector<std::size_t> option_;                 // by node
  std::vector<Amount> free_at_start_;               // [node * dimensions + d]
  std::vector<Amount> free_;
  std::vector<Amount> whole_;  // [node * kScored + d], with what is reserved
  std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> held_;  // by node: counted shapes
  std::vector<std::size_t> feasible_;
  std::size_t start_ = 0;
};

class Replay {
 public:
  Replay(const Instance& instance, const Packing& packing, const Surroundings& surroundings)
      : cluster_(instance, packing, surroundings),
        batches_(batches_of(instance, packing, surroundings)),
        shapes_(instance.shapes.size()),
        sizes_(sizes_of(instance)) {}

  ReplayResult run(const ReplayOptions& options) {
    ReplayResult result;
    result.stranded.assign(shapes_, 0);
    base::int128 worst = 0;
    for (const auto order : orders_of(options)) {
      auto stranded = play(order, options.rolling_update && order == 0, result.waiting);
      const auto size = size_of(stranded);
      if (size > worst) {
        worst = size;
        result.stranded_items = std::accumulate(stranded.begin(), stranded.end(), std::int64_t{0});
        result.worst_order = order;
        result.stranded = std::move(stranded);
      }
      if (options.stop_early && !result.all_fit()) {
        result.worst_order = order;
        break;
      }
    }
    std::ranges::sort(result.waiting);
    const auto repeated = std::ranges::unique(result.waiting);
    result.waiting.erase(repeated.begin(), repeated.end());
    return result;
  }

  Packing fill(Packing packing) {
    cluster_.empty();
    Draw draw(0);
    std::vector<std::map<std::size_t, std::int64_t>> contents(cluster_.size());
    for (const auto& batch : batches_) {
      std::vector<std::size_t> nodes;
      const auto left = place_all(batch, draw, &nodes);
      EKSPLAN_ASSERT(left == 0, "what a replay has found room for has room again");
      for (const auto node : nodes) {
        ++contents[node][batch.shape];
      }
    }
    std::map<std::pair<std::size_t, std::map<std::size_t, std::int64_t>>, std::int64_t> patterns;
    for (std::size_t node = 0; node < cluster_.size(); ++node) {
      ++patterns[{cluster_.option_of(node), contents[node]}];
    }
    packing.bins.clear();
    for (const auto& [pattern, count] : patterns) {
      BinPattern bin{pattern.first, count, {}};
      for (const auto& [shape, items] : pattern.second) {
        bin.contents.push_back({shape, items});
      }
      packing.bins.push_back(std::move(bin));
    }
    return packing;
  }

 private:
  static std::vector<std::uint64_t> orders_of(const ReplayOptions& options) {
    std::vector<std::uint64_t> orders(options.orders);
    std::iota(orders.begin(), orders.end(), options.first_order);
    if (options.try_first) {
      std::ranges::stable_partition(
          orders, [&](std::uint64_t order) { return order == *options.try_first; });
    }
    return orders;
  }

  // Of items by shape: each counts the part that it takes of the largest bin, at least 1.
  base::int128 size_of(const std::vector<std::int64_t>& items) const {
    base::int128 sum = 0;
    for (std::size_t shape = 0; shape < shapes_; ++shape) {
      sum += base::int128{items[shape]} * sizes_[shape];
    }
    return sum;
  }

  std::vector<std::int64_t> play(std::uint64_t order, bool update,
                                 std::vector<std::size_t>& waiting) {
    cluster_.empty();
    Draw draw(order);
    std::vector<std::size_t> turns(batches_.size());
    std::iota(turns.begin(), turns.end(), std::size_t{0});
    if (order != 0) {
      for (std::size_t i = turns.size(); i > 1; --i) {
        std::swap(turns[i - 1], turns[draw.below(i)]);
      }
    }
    std::vector<std::int64_t> stranded(shapes_, 0);
    std::vector<std::vector<std::size_t>> nodes(update ? batches_.size() : 0);
    for (const auto turn : turns) {
      stranded[batches_[turn].shape] +=
          place_all(batches_[turn], draw, update ? &nodes[turn] : nullptr);
    }
    for (std::size_t turn = 0; update && turn < batches_.size(); ++turn) {
      if (batches_[turn].surges && !roll(batches_[turn], nodes[turn], draw)) {
        waiting.push_back(batches_[turn].shape);
      }
    }
    return stranded;
  }

  /// How many items found no room.
  std::int64_t place_all(const Batch& batch, Draw& draw, std::vector<std::size_t>* nodes) {
    own_.assign(cluster_.size(), 0);
    for (std::int64_t item = 0; item < batch.items; ++item) {
      if (!cluster_.place(batch, own_, draw)) {
        return batch.items - item;  // what one does not fit, its equals do not fit either
      }
    }
    if (nodes != nullptr) {
      for (std::size_t node = 0; node < own_.size(); ++node) {
        nodes->insert(nodes->end(), static_cast<std::size_t>(own_[node]), node);
      }
    }
    return 0;
  }

  /// A Deployment's default: a quarter more pods at a time (rounded up), a quarter fewer (rounded
  /// down). False when the update waits in vain; it is then taken back.
  bool roll(const Batch& batch, std::vector<std::size_t>& old, Draw& draw) {
    const auto count = static_cast<std::int64_t>(old.size());
    const auto surge = (count + 3) / 4;
    const auto spare = count / 4;
    own_.assign(cluster_.size(), 0);
    std::int64_t made = 0;
    const auto before = old;
    while (made < count) {
      const auto running = static_cast<std::int64_t>(old.size()) + made;
      const auto may_stop =
          std::min<std::int64_t>(running - (count - spare), static_cast<std::int64_t>(old.size()));
      for (std::int64_t i = 0; i < may_stop; ++i) {
        cluster_.remove(batch.shape, old.back());
        old.pop_back();
      }
      const auto room = count + surge - static_cast<std::int64_t>(old.size()) - made;
      std::int64_t placed = 0;
      while (placed < std::min(room, count - made) && cluster_.place(batch, own_, draw)) {
        ++placed;
      }
      made += placed;
      if (placed == 0) {
        take_back(batch.shape, before, old);
        return false;
      }
    }
    for (const auto node : old) {
      cluster_.remove(batch.shape, node);
    }
    old.clear();
    return true;
  }

  /// New items go, and those of the old ones that had gone come back.
  void take_back(std::size_t shape, const std::vector<std::size_t>& before,
                 const std::vector<std::size_t>& old) {
    for (std::size_t node = 0; node < own_.size(); ++node) {
      for (std::int32_t i = 0; i < own_[node]; ++i) {
        cluster_.remove(shape, node);
      }
    }
    for (std::size_t i = old.size(); i < before.size(); ++i) {
      cluster_.restore(shape, before[i]);
    }
  }

  Cluster cluster_;
  std::vector<Batch> batches_;
  std::size_t shapes_;
  std::vector<std::int64_t> sizes_;  // by shape
  std::vector<std::int32_t> own_;    // by node: items of the batch at hand
};

}  // namespace

Packing fill_in_order(const Instance& instance, const Packing& packing,
                      const Surroundings& surroundings) {
  return Replay(instance, packing, surroundings).fill(packing);
}

ReplayResult replay(const Instance& instance, const Packing& packing,
                    const Surroundings& surroundings, const ReplayOptions& options) {
  return Replay(instance, packing, surroundings).run(options);
}

}  // namespace eksplan::pack
