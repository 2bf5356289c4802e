#pragma once
/// Whether a scheduler that places one item after the other finds room for all items in the bins of
/// a packing: see scheduler.hpp for how it chooses. Items of one lot come together, as a controller
/// creates them, and the lots in several orders; then every lot that is updated in place wants room
/// for its surge.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/scheduler.hpp"

namespace eksplan::pack {

struct ReplayOptions {
  std::uint64_t first_order = 0;  ///< number of the first arrival order
  std::uint64_t orders = 4;  ///< how many; order 0 is the order of shapes and lots, the others are
                             ///< drawn, the same ones every time
  bool stop_early = false;   ///< at the first item that finds no room
  std::optional<std::uint64_t> try_first{};  ///< an order to begin with, for that
  bool rolling_update = true;  ///< after order 0 every surging lot is updated, one after the other
};

/// What found no room.
struct ReplayResult {
  std::vector<std::int64_t> stranded;  ///< [shape]: items of the worst order, by their size
  std::int64_t stranded_items = 0;     ///< all of them
  std::uint64_t worst_order = 0;       ///< with stop_early: the one that was stopped at
  std::vector<std::size_t> waiting;    ///< shapes of which a rolling update waits for room for one
                                       ///< item in vain, sorted, each once

  bool all_fit() const { return stranded_items == 0 && waiting.empty(); }
};

/// What found no room in all orders together.
struct Shortfall {
  struct Part {
    std::size_t shape = 0;
    std::int64_t items = 0;  ///< of the order with most of them
  };

  base::int128 value = 0;        ///< of all items that are not bulky, added up over all orders
  base::int128 bulky_value = 0;  ///< of the others
  std::vector<Part> parts{};     ///< by shape, each once
  bool complete = true;          ///< false when it was given up
  std::uint64_t stopped_at = 0;  ///< the order in which it was
};

/// Plays the same items in one set of bins after the other.
class Replayer {
 public:
  /// The items are those that are neither in `alone` nor in `unplaced` (see Packing), as long as
  /// serve_alone() says nothing else. Instance and surroundings must outlive the replayer.
  Replayer(const Instance& instance, const std::vector<std::vector<bool>>& alone,
           const std::vector<std::int64_t>& unplaced, const Surroundings& surroundings);

  /// From now on the items of this lot are alone, or are in bins again.
  void serve_alone(std::size_t shape, std::size_t lot, bool alone);

  /// Deterministic: what was played before makes no difference.
  ReplayResult run(std::span<const BinCount> bins, const ReplayOptions& options);

  /// What finds no room, added up over all orders; `values` by shape. Given up as soon as `weight`
  /// times its value and the bulky value are above `limit`.
  Shortfall shortfall(std::span<const BinCount> bins, const ReplayOptions& options,
                      std::span<const std::int64_t> values, std::int64_t weight,
                      base::int128 limit);

  /// The bins with the contents that order 0 leaves, or, where that strands anything, another
  /// arrangement of all items. Nothing when none is found.
  std::optional<std::vector<BinPattern>> arrange(std::span<const BinCount> bins);

  /// What is left over when the bulky items come first.
  Shortfall left_over(std::span<const BinCount> bins);

  /// Items that take more than an eighth of every bin that they fit: the scheduler finds room for
  /// them last only in bins that are that empty.
  bool bulky(std::size_t shape) const { return bulk_[shape] > kMostBulk; }

  /// Grows with the time that all runs took, the same on every machine: about a nanosecond each.
  std::int64_t work() const { return scheduler_.work(); }

 private:
  static constexpr std::int64_t kMostBulk = 125'000;

  /// Items of one lot.
  struct Batch {
    std::size_t shape = 0;
    std::int64_t items = 0;
    bool surges = false;
    bool alone = false;

    bool in_bins() const { return !alone && items > 0; }
  };

  struct Order {
    std::vector<std::size_t> turns;  // batches
    Draw draw{0};                    // for ties
  };

  struct Played {
    std::vector<std::int64_t> stranded;  // by shape
    std::int64_t stranded_items = 0;
    std::vector<std::size_t> waiting;
  };

  const Order& order(std::uint64_t number);
  Played play(std::uint64_t number, const ReplayOptions& options);
  std::int64_t place_all(const Batch& batch, Draw& draw, std::vector<std::size_t>* nodes);
  std::int64_t place_more(std::int64_t items, Draw& draw, std::vector<std::size_t>* nodes);
  std::vector<std::size_t> bulk_first();
  Shortfall fill(const std::vector<std::size_t>& turns, bool freely,
                 std::vector<std::map<std::size_t, std::int64_t>>& contents);
  bool roll(const Batch& batch, std::vector<std::size_t>& old, Draw& draw);
  void take_back(const std::vector<std::size_t>& before, const std::vector<std::size_t>& old);
  base::int128 size_of(const std::vector<std::int64_t>& items) const;

  Scheduler scheduler_;
  std::vector<Batch> batches_;
  std::vector<std::size_t> first_of_;  // by shape: the batch of its first lot
  std::vector<std::int64_t> sizes_;    // by shape
  std::vector<std::int64_t> bulk_;     // by shape: millionths that an item takes of the option in
                                    // which it takes least, in the dimension of which it takes most
  std::vector<Order> orders_;  // by number
};

/// Bins by option, whatever they hold.
std::vector<BinCount> bin_counts(const std::vector<BinPattern>& bins);

/// Places all items of `packing` that are neither alone nor unplaced into its bins, emptied first.
ReplayResult replay(const Instance& instance, const Packing& packing,
                    const Surroundings& surroundings, const ReplayOptions& options);

}  // namespace eksplan::pack
