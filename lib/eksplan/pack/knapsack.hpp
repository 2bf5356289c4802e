#pragma once
/// The most that the items in one bin can be worth: patterns from below, proofs from above.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/linear_solver.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// By place in the scope: what one item is worth, times 2^shift, 0 or more.
using Worths = std::vector<std::int64_t>;

/// By dimension: what the whole of it in one bin of an option is worth, times 2^shift, 0 or more.
using Shares = std::vector<std::int64_t>;

inline constexpr std::int64_t kLargestWorth = std::int64_t{1} << 62U;

/// What one item of each place takes of a bin of `option` at these shares, rounded down.
std::vector<std::int64_t> charges(const Scope& scope, std::size_t option, const Shares& shares);

/// No bin of `option` holds items worth more than this, whatever the shares are: items pay for what
/// they take, and what they are worth beyond that counts as often as it fits.
std::int64_t most_by_shares(const Scope& scope, std::size_t option, const Worths& worths,
                            const Shares& shares);

struct Pattern {
  std::vector<Content> contents;  ///< of shapes (not places), by shape
  std::int64_t worth = 0;
};

/// Adds items in falling order of worth for what they are charged to as many of `wish` (by place)
/// as fit; regards caps, conflicts and counts.
Pattern fill_pattern(const Scope& scope, std::size_t option, const Worths& worths,
                     const Shares& shares, const std::vector<std::int64_t>& wish);

/// The knapsacks of all options with cut items, solved one after the other from the last one's
/// basis.
class CutKnapsack {
 public:
  explicit CutKnapsack(const Scope& scope);

  void set_worths(const Worths& worths);

  struct Answer {
    Shares shares;
    std::vector<std::int64_t> whole_items;  ///< by place, rounded down
  };

  Answer solve(std::size_t option);

  std::int64_t steps() const { return solver_.steps(); }

 private:
  const Scope* scope_;
  std::vector<double> scale_;  // by dimension: the largest capacity
  LinearSolver solver_;
  double unit_ = 1;  // a worth of this much is 1 in the solver
};

}  // namespace eksplan::pack
