#pragma once
/// The linear programme over counts: how many bins of each option, and how many items of each place
/// alone, within bounds. What it says is computed again in whole numbers.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/count_rows.hpp"
#include "eksplan/pack/linear_solver.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// Counts by column: options first, then the places whose items may be alone.
struct Box {
  std::vector<std::int64_t> low;
  std::vector<std::int64_t> high;
  std::int64_t bound = 0;  ///< no counts in the box cost less
};

class CountProgramme {
 public:
  /// Of counts that cost less than `target`.
  CountProgramme(const Scope& scope, std::int64_t target);

  void add(CountRow row);

  std::size_t columns() const { return costs_.size(); }

  const std::vector<std::size_t>& alone() const { return alone_; }

  std::int64_t cost(std::size_t column) const { return costs_[column]; }

  /// From nothing to as many of each as are cheaper than the target.
  Box whole() const;

  enum class State : std::uint8_t { open, closed, failed };

  /// Solves within the box, with all rows that turn out to be broken; raises the box's bound, and
  /// takes out of it counts that would cost `target` or more. Closed when there are none left,
  /// failed when the solver had no answer.
  State solve(Box& box, std::int64_t target);

  /// By column, of the last solve.
  std::span<const double> values() const { return values_; }

  /// What counts in `box`, the one last solved, cost at least when there are `low` of the column.
  std::int64_t bound_with(const Box& box, std::size_t column, std::int64_t low) const;

  /// Whether these counts break a row.
  bool breaks(const std::vector<std::int64_t>& counts) const;

  std::int64_t solves() const { return solves_; }

 private:
  struct Row {
    std::vector<std::int64_t> gives;  // by column
    base::int128 need = 0;
    double scale = 1;
    std::size_t number = 0;  // in the solver
    bool used = false;
  };

  // What the prices of rows prove, times 2^shift.
  struct Prices {
    base::int128 bound = 0;             // with every count at its best
    std::vector<base::int128> reduced;  // by column: what one costs beyond what it gives
    bool sound = false;
  };

  void use(Row& row);
  bool use_broken();
  Prices prices_in(const Box& box) const;
  bool tighten(const Prices& prices, std::int64_t target, Box& box) const;

  const Scope* scope_;
  std::int64_t divisor_;
  std::vector<std::int64_t> costs_;
  std::vector<std::size_t> alone_;
  std::vector<Row> rows_;
  std::vector<std::size_t> used_;  // rows in the order of the solver's
  double unit_ = 1;
  LinearSolver solver_;
  std::vector<double> values_;
  Prices prices_;  // of the last solve
  unsigned shift_ = 0;
  std::int64_t target_;
  std::int64_t solves_ = 0;
};

}  // namespace eksplan::pack
