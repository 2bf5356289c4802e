#pragma once
/// A small linear program: minimise cost . x under A x >= right-hand side, x >= 0. Its
/// answers are guesses that guide a search; whoever claims something from them proves it in
/// integers first.

#include <cstddef>
#include <span>
#include <vector>

namespace eksplan::pack {

class LinearProgram {
 public:
  /// Rows with these right-hand sides (0 or more). `ceilings` is above every price that a row can
  /// have in an optimum: rows start covered by stand-ins of that cost.
  LinearProgram(const std::vector<double>& right_hand_side, const std::vector<double>& ceilings);

  /// Adds a variable; it may enter at the next solve().
  std::size_t add_column(double cost, const std::vector<double>& coefficients);

  /// Primal simplex from the present basis, at most `iterations` steps.
  void solve(std::size_t iterations);

  /// The price of each row, and each variable's value.
  std::vector<double> prices() const;
  std::vector<double> values() const;
  double objective() const;

 private:
  // A coefficient that is not 0.
  struct Term {
    std::size_t row = 0;
    double coefficient = 0;
  };

  struct Column {
    double cost = 0;
    std::size_t begin = 0;  // of its terms
    std::size_t end = 0;
  };

  std::span<const Term> terms(const Column& column) const;

  std::size_t entering(const std::vector<double>& row_prices, bool first) const;
  std::vector<double> direction(std::size_t column) const;
  std::size_t leaving(const std::vector<double>& step) const;
  void pivot(std::size_t row, std::size_t column, const std::vector<double>& step);

  std::size_t rows_;
  std::size_t own_;  // columns before the first added one: stand-ins and surpluses
  std::vector<Column> columns_;
  std::vector<Term> terms_;
  std::vector<bool> basic_;
  std::vector<std::size_t> basis_;  // by row
  std::vector<double> inverse_;     // rows x rows
  std::vector<double> right_;       // value of the basic variable, by row
};

}  // namespace eksplan::pack
