#pragma once
/// Bins that fill up one item at a time, the way the default kube-scheduler would have it. Filters:
/// room in every dimension, allowed options, caps and conflicts. Scores: NodeResourcesFit
/// (LeastAllocated) and NodeResourcesBalancedAllocation over CPU and memory with weight 1 each, and
/// PodTopologySpread with weight 2 and its system defaults by host (skew 3) and zone (skew 5), each
/// 0 to 100 and in whole numbers as there. In clusters of 100 nodes or more only as many nodes as
/// the scheduler looks for are scored, from where the last search ended. Among the best the draw
/// decides. Plugins that score all bins of a plan alike (taints, images) are left out, and so are
/// preferred affinity and spread rules of an item's own.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

/// What a replay knows beyond the instance. Dimension 0 is CPU and dimension 1 memory: the two that
/// the scheduler scores by.
struct Surroundings {
  /// By option: what is taken of a bin before any item comes (DaemonSets), and not part of its
  /// capacity; empty = nothing.
  std::vector<Vector> reserved{};
  /// [shape][lot]: the lot is replaced by a rolling update with the default surge; empty = none is.
  std::vector<std::vector<bool>> surges{};
  /// By dimension: what LeastAllocated takes an item that asks for nothing to use; empty = nothing.
  Vector presumed{};
  /// Bins of an option are dealt out over so many zones in turn.
  std::size_t zones = 1;
  /// By option: the zone of its bins, below `zones`, or any number not below it for no zone of
  /// their own; empty = none has one.
  std::vector<std::size_t> zone_of{};
};

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

/// Some bins of one option.
struct BinCount {
  std::size_t option = 0;
  std::int64_t count = 0;

  auto operator<=>(const BinCount&) const = default;
};

class Scheduler {
 public:
  static constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);

  /// Both must outlive the scheduler.
  Scheduler(const Instance& instance, const Surroundings& surroundings);

  /// Nodes for these bins, empty, in this order.
  void build(std::span<const BinCount> bins);

  /// Takes everything off the nodes.
  void empty();

  /// From now on items of this shape come, all of one controller that has none yet. `freely`:
  /// not quite as the scheduler places them, but with no regard to spread.
  void begin(std::size_t shape, bool freely = false);

  /// Places one more item; kNoNode when no node takes it. Draws only among equals.
  std::size_t place(Draw& draw);

  /// Takes an item of the shape at hand off a node: one of those that came before begin(), or, with
  /// `placed`, one that place() has put there since.
  void take(std::size_t node, bool placed = false);

  /// Puts an item of the shape at hand on a node, as one of before begin().
  void restore(std::size_t node);

  std::size_t size() const { return option_.size(); }

  std::size_t option_of(std::size_t node) const { return option_[node]; }

  /// Items of the batch at hand on a node, placed since begin().
  std::int32_t own(std::size_t node) const { return own_[node]; }

  /// Node scores looked at so far: the measure of work that budgets count in.
  std::int64_t work() const { return work_; }

 private:
  static constexpr std::size_t kScored = 2;  // CPU and memory

  struct Run {  // nodes of one option
    std::size_t option = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  struct Asked {          // a dimension of which the shape takes anything
    std::size_t row = 0;  // where free_ has it
    Amount amount = 0;
  };

  void add_run(const BinCount& bins);
  const std::vector<std::uint8_t>& fitting_in(std::size_t option);
  void set_shape(std::size_t shape);
  void index_counted(const Instance& instance);
  bool may_join(std::size_t node) const;
  bool has_room(std::size_t node) const;
  std::int32_t score(std::size_t node) const;
  void rescore(std::size_t node);
  void put(std::size_t node, std::int64_t items);
  void count_level(std::size_t node, std::int32_t by);
  void raise(std::size_t node, std::int32_t by);
  void normalise(std::size_t feasible, std::size_t zones,
                 const std::vector<std::int32_t>& nodes_at);
  std::size_t best_of_all(Draw& draw);
  std::size_t best_of_window(Draw& draw);
  void find_window();

  const Instance* instance_;
  const Surroundings* around_;
  std::size_t dimensions_;
  std::size_t zones_;
  std::vector<std::vector<std::uint8_t>> fitting_;  // [option][shape]: fits in an empty bin
  std::vector<std::size_t> counted_;                // by shape: its place in held_, or kNoNode
  std::size_t counted_shapes_ = 0;
  std::vector<std::vector<std::size_t>> partners_;  // by shape: places of those it may not meet

  std::vector<Run> runs_;
  std::vector<std::size_t> option_;  // by node, like all below up to the batch
  std::vector<std::uint32_t> zone_;
  std::vector<Amount> free_at_start_;  // [dimension * size + node]
  std::vector<Amount> free_;
  std::vector<double> used_at_start_;  // [scored * size + node]; whole numbers
  std::vector<double> used_;
  std::vector<double> presumed_;  // used, as LeastAllocated counts it
  std::vector<double> whole_;
  std::vector<double> parts_;       // 1 / whole_
  std::vector<std::int32_t> held_;  // [counted * size + node]
  std::size_t start_ = 0;           // of the next search
  std::size_t wanted_ = 0;          // feasible nodes that end a search

  // The batch at hand.
  std::size_t shape_ = 0;
  std::vector<Asked> asked_;
  double takes_[kScored] = {0, 0};
  double presumed_takes_[kScored] = {0, 0};
  std::vector<std::int32_t> own_;
  std::vector<std::int32_t> score_;        // of the resources, below 0 where it does not fit
  std::vector<std::uint32_t> level_;       // own * zones + zone
  std::vector<std::int32_t> nodes_at_;     // by level: feasible nodes
  std::vector<std::int32_t> spread_;       // by level: weighted score
  std::vector<std::int64_t> placed_in_;    // by zone
  std::vector<std::int32_t> feasible_in_;  // by zone
  std::int32_t feasible_ = 0;
  std::int64_t placed_ = 0;
  bool freely_ = false;
  std::vector<std::size_t> window_;
  std::vector<std::int32_t> in_window_;  // nodes_at_, of those only
  std::int64_t work_ = 0;
};

}  // namespace eksplan::pack
