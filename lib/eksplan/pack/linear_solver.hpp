#pragma once
/// Linear and integer programmes by COIN-OR Clp and Cbc: minimise cost . x between bounds on rows
/// and variables. Everything it answers is a guess in floating point; whoever claims something
/// from it proves it in integers first, or says that it rests on the solver.
///
/// One thread, no clock, fixed seeds: equal programmes give equal answers.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace eksplan::pack {

inline constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// From `low` to `high`, either may be infinite.
struct Range {
  double low = 0;
  double high = kInfinite;
};

struct Coefficient {
  std::size_t row = 0;
  double value = 0;
};

/// Where a search for whole numbers came to an end.
struct IntegerAnswer {
  bool usable = false;         ///< the solver ended as it should; else nothing below counts
  int nodes = 0;               ///< of the tree that were looked at
  double bound = 0;            ///< no solution costs less, as far as the solver is to be trusted
  std::vector<double> values;  ///< by column, of the best solution; empty when none was found
};

class LinearSolver {
 public:
  explicit LinearSolver(const std::vector<Range>& rows);
  ~LinearSolver();
  LinearSolver(LinearSolver&&) noexcept;
  LinearSolver& operator=(LinearSolver&&) noexcept;
  LinearSolver(const LinearSolver&) = delete;
  LinearSolver& operator=(const LinearSolver&) = delete;

  /// Columns are numbered in the order in which they are added.
  std::size_t add_column(double cost, Range range, std::span<const Coefficient> coefficients);

  /// Numbered after the rows there are. `values`: by column, those that are missing are 0.
  void add_row(Range range, std::span<const double> values);

  void set_cost(std::size_t column, double cost);
  void set_range(std::size_t column, Range range);
  void set_row(std::size_t row, Range range);

  /// From the last basis. The primal method suits new columns and new costs, the dual one new
  /// ranges. False when no optimum was found within `steps`.
  bool solve_primal(std::int64_t steps);
  bool solve_dual(std::int64_t steps);

  /// Of the last solve.
  std::span<const double> row_prices() const;
  std::span<const double> values() const;
  double objective() const;
  std::int64_t steps() const;  ///< of all solves so far

  /// The same programme with `whole` columns in whole numbers, in a search tree of at most `nodes`.
  IntegerAnswer solve_in_whole_numbers(std::span<const std::size_t> whole, int nodes) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eksplan::pack
