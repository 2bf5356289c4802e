#pragma once
/// Filling bins: one at a time from what is left, and over and over until nothing is.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Items still to be packed: how many by shape, and the shapes that have any in the order in which
/// bins take them.
struct OpenItems {
  std::vector<std::int64_t> left;
  std::vector<std::size_t> order;
};

/// Shapes with items: first those that are `first`, each part in falling order of worth, then by
/// index.
OpenItems open_items(const std::vector<std::int64_t>& counts,
                     const std::vector<std::int64_t>& worth, const std::vector<bool>& first);

/// Drops shapes of which nothing is left from the order.
void forget_packed(OpenItems& open);

/// Ways to fill a bin that are tried; the best is taken.
enum class FillOrder : std::uint8_t {
  largest_first,  ///< in the order of the open items
  balanced,       ///< always something tight in the dimension of which most is free
  both
};

/// Keeps scratch space between calls; cheap to call, dear to make.
class BinFiller {
 public:
  BinFiller(const Problem& problem, std::vector<std::int64_t> worth);

  /// Packs what is open into bins of `options` (those with `limits` left, which are used up), each
  /// time the pattern with the most worth for its price, as often as it can be repeated, and adds
  /// them to `draft`. What no option takes stays open.
  void pack(OpenItems& open, std::span<const std::size_t> options,
            std::vector<std::int64_t>& limits, FillOrder fill_order, Draft& draft);

  /// What of the open items goes into a bin of `option` that already holds `contents` and has
  /// `room` left, in their order. Valid until the next call.
  std::span<const Content> top_up(std::size_t option, std::span<const Amount> room,
                                  std::span<const Content> contents, const OpenItems& open);

  const std::vector<std::int64_t>& worth() const { return worth_; }

  const Problem& problem() const { return *problem_; }

  /// Shapes looked at so far: the measure of work that budgets count in.
  std::int64_t work() const { return work_; }

 private:
  // An open shape; all that filling asks of it side by side.
  struct Entry {
    std::size_t shape = 0;
    std::int64_t left = 0;
    std::int64_t cap = 0;
    std::int64_t worth = 0;
    bool has_enemies = false;
  };

  // One filled bin; its contents name entries, not shapes.
  struct Filled {
    std::vector<Content> contents;
    std::int64_t worth = 0;
  };

  // A way to fill a bin. What it was worth when it was last tried it is hardly worth any more once
  // items have gone, so a way is tried again only when that makes it the best.
  struct Way {
    std::size_t option = 0;
    bool balanced = false;
    bool tried = false;  // since the last bins were bought
    std::int64_t worth = 0;
    std::size_t lists_made = 0;                     // gathering of which these are
    std::vector<std::vector<std::size_t>> lists{};  // by dimension: entries that are tight in it
  };

  void gather(const OpenItems& open);
  void find_least();
  void drop_packed();

  const Amount* demand(std::size_t entry) const { return &demands_[entry * problem_->dimensions]; }

  void fill_largest_first(std::size_t option, Filled& filled);
  void fill_balanced(Way& way, Filled& filled);
  void start(std::size_t option, std::span<const Amount> room, Filled& filled);
  void make_lists(Way& way);
  bool has_room(const Amount* needed) const;
  bool is_full() const;
  bool is_at_peace(std::size_t shape, std::span<const Content> shapes) const;
  bool fits_now(std::size_t entry) const;
  std::int64_t room_for(const Amount* needed, std::int64_t left) const;
  void take_room(std::size_t shape, const Amount* needed, std::int64_t items);
  void put(std::size_t entry, std::int64_t items, Filled& filled);
  std::size_t roomiest_list(const Way& way);
  void make_ways(std::span<const std::size_t> options, FillOrder fill_order);
  void try_way(std::size_t index, FillOrder fill_order, std::size_t& chosen);
  bool is_better(std::size_t a, std::size_t b) const;
  std::size_t best_way(FillOrder fill_order, const std::vector<std::int64_t>& limits);
  bool repeat_best(std::vector<std::int64_t>& limits, FillOrder fill_order, Draft& draft);

  const Problem* problem_;
  std::vector<std::int64_t> worth_;
  std::vector<std::int64_t>
      share_;  // [option * dimensions + d]: 2^62 / capacity, to compare what is free
  std::vector<Entry> entries_;
  std::vector<Amount> demands_;  // [entry * dimensions + d]
  std::vector<Amount> least_;    // [block * dimensions + d]: the least demand of its entries
  Vector smallest_;              // by dimension: the least demand of an entry
  std::size_t packed_ = 0;       // entries of which nothing is left
  std::size_t gathered_ = 0;     // how often entries have changed their places
  std::size_t option_ = 0;       // being filled
  Vector room_;
  std::vector<std::size_t> blocked_;  // by shape: the last bin that it must not be in
  std::size_t bin_ = 0;               // being filled: its number
  std::vector<Way> ways_;
  std::size_t way_count_ = 0;        // of ways_ that are in use
  std::vector<std::size_t> next_;    // by dimension: first of its list that may still fit
  std::vector<std::int64_t> taken_;  // by dimension: items of that entry that are already in
  Filled trial_;
  Filled best_;
  std::vector<Content> pattern_;
  std::int64_t work_ = 0;
};

}  // namespace eksplan::pack
