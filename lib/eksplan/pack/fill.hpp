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

/// Shapes with items in falling order of worth, then by index.
OpenItems open_items(const std::vector<std::int64_t>& counts,
                     const std::vector<std::int64_t>& worth);

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

  void gather(const OpenItems& open);
  void drop_packed();

  const Amount* demand(std::size_t entry) const { return &demands_[entry * problem_->dimensions]; }

  void fill_largest_first(std::size_t option, Filled& filled);
  void fill_balanced(std::size_t option, Filled& filled);
  void start(std::size_t option, Filled& filled);
  bool has_room(std::size_t entry) const;
  bool is_full() const;
  bool is_at_peace(std::size_t shape, std::span<const Content> shapes) const;
  bool fits_now(std::size_t entry, const Filled& filled) const;
  std::int64_t room_for(std::size_t entry, std::int64_t left) const;
  void put(std::size_t entry, std::int64_t items, Filled& filled);
  std::size_t roomiest_list(const Filled& filled);
  void try_option(std::size_t option, FillOrder fill_order, std::size_t& chosen);
  bool repeat_best(std::span<const std::size_t> options, std::vector<std::int64_t>& limits,
                   FillOrder fill_order, Draft& draft);

  const Problem* problem_;
  std::vector<std::int64_t> worth_;
  std::vector<std::int64_t>
      share_;  // [option * dimensions + d]: 2^62 / capacity, to compare what is free
  std::vector<Entry> entries_;
  std::vector<Amount> demands_;  // [entry * dimensions + d]
  Vector smallest_;              // by dimension: the least demand of an entry
  std::size_t option_ = 0;       // being filled
  Vector room_;
  std::vector<std::vector<std::size_t>> lists_;  // by dimension: entries that are tight in it
  std::vector<std::size_t> next_;    // by dimension: first of its list that may still fit
  std::vector<std::int64_t> taken_;  // by dimension: items of that entry that are already in
  Filled trial_;
  Filled best_;
  std::vector<Content> pattern_;
  std::int64_t work_ = 0;
};

}  // namespace eksplan::pack
