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

/// Keeps scratch space between calls; cheap to call, dear to make.
class BinFiller {
 public:
  BinFiller(const Problem& problem, std::vector<std::int64_t> worth);

  /// Packs everything that is open into bins of `options`, each time the pattern with the most
  /// worth for its price, as often as it can be repeated. What no option takes is counted as
  /// unplaced.
  Draft pack(OpenItems open, std::span<const std::size_t> options);

  const std::vector<std::int64_t>& worth() const { return worth_; }

  const Problem& problem() const { return *problem_; }

  /// Shapes looked at so far: the measure of work that budgets count in.
  std::int64_t work() const { return work_; }

 private:
  // One filled bin.
  struct Filled {
    std::vector<Content> contents;
    std::int64_t worth = 0;
  };

  void fill_largest_first(std::size_t option, const OpenItems& open, Filled& filled);
  void fill_balanced(std::size_t option, const OpenItems& open, Filled& filled);
  void start(std::size_t option, Filled& filled);
  bool fits_now(std::size_t shape, const Filled& filled) const;
  std::int64_t room_for(std::size_t shape, std::int64_t left) const;
  void put(std::size_t shape, std::int64_t items, Filled& filled);
  std::size_t roomiest_list(const Filled& filled);
  bool repeat_best(std::span<const std::size_t> options, OpenItems& open,
                   std::vector<std::int64_t>& limits, Draft& draft);

  const Problem* problem_;
  std::vector<std::int64_t> worth_;
  std::vector<std::int64_t>
      share_;               // [option * dimensions + d]: 2^62 / capacity, to compare what is free
  std::size_t option_ = 0;  // being filled
  Vector room_;
  std::vector<std::vector<std::size_t>> lists_;  // by dimension: shapes that are tight in it
  std::vector<std::size_t> next_;    // by dimension: first of its list that may still fit
  std::vector<std::int64_t> taken_;  // by dimension: items of that shape that are already in
  Filled trial_;
  Filled best_;
  std::int64_t work_ = 0;
};

}  // namespace eksplan::pack
