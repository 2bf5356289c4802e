#pragma once
/// The fluid relaxation in floating point: a guess of good prices on rows, to be proven by others.

#include <cstddef>
#include <vector>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/fluid_rows.hpp"
#include "eksplan/pack/linear_program.hpp"

namespace eksplan::pack {

struct Guess {
  std::vector<double> row_prices;     ///< for one unit of each row
  std::vector<double> option_counts;  ///< how many bins of each option the relaxation buys
  std::vector<double> in_bins;        ///< by shape: the part of its items that is in bins, 0 to 1
};

class Relaxation {
 public:
  Relaxation(const FluidRows& rows, const Load& load);

  Guess solve() const;

 private:
  // All items given to classes, or left alone, in one way: what that needs of each row, and what it
  // costs alone.
  struct Assignment {
    double alone_cost = 0;
    std::vector<double> need;
    std::vector<bool> in_bins;  // by place in active()
  };

  double price(std::size_t option) const;
  void find_needs();
  Assignment assign(const std::vector<double>& row_prices) const;
  LinearProgram start(const Assignment& first) const;
  static void add(const Assignment& assignment, LinearProgram& program);
  Guess guess(const LinearProgram& program, const std::vector<Assignment>& assignments) const;

  const FluidRows* rows_;
  const Load* load_;
  double largest_price_ = 1;
  std::vector<double> scale_;    // by row: its largest offer
  std::vector<double> ceiling_;  // by row: no price above it is ever right
  std::vector<double> needs_;    // [place in active() * rows + row], where it may be in the class
};

}  // namespace eksplan::pack
