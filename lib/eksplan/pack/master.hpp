#pragma once
/// The linear programme over the patterns found so far: the cheapest mix of cut bins.

#include <cstddef>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "eksplan/pack/linear_solver.hpp"
#include "eksplan/pack/pricing.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// What the master pays for its rows, in units of the dearest option's price.
struct MasterPrices {
  std::vector<double> items;       ///< by place
  double bin = 0;                  ///< for each bin
  std::vector<double> surcharges;  ///< by option
};

/// So many bins, not whole, with the same contents.
struct CutBins {
  std::size_t option = 0;
  std::vector<Content> contents;
  double count = 0;
};

class Master {
 public:
  explicit Master(const Scope& scope);

  /// False when it is there already.
  bool add(std::size_t option, const std::vector<Content>& contents);

  /// Prices of items stay between these, by place, in units of the dearest option's price. Until
  /// then they may be anything up to what items cost alone.
  void keep_within(const std::vector<Range>& prices);

  /// Whether the last solve's prices would go on beyond them.
  bool pressed() const;

  bool solve(std::int64_t steps);

  MasterPrices prices() const;

  double cost() const { return solver_.objective() * unit_; }

  std::int64_t steps() const { return solver_.steps(); }

  /// The mix of the last solve.
  std::vector<CutBins> bins() const;

  double unit() const { return unit_; }

 private:
  struct Column {
    std::size_t option = 0;
    std::vector<Content> contents;
    std::size_t number = 0;
  };

  const Scope* scope_;
  double unit_ = 1;
  std::vector<std::size_t> place_of_;   // by shape
  std::vector<std::size_t> limit_row_;  // by option
  LinearSolver solver_;
  std::vector<bool> capped_;          // by place: below what the items cost alone
  std::vector<std::size_t> surplus_;  // by place: the column that keeps its price up
  std::vector<Column> columns_;
  std::set<std::pair<std::size_t, std::vector<std::pair<std::size_t, std::int64_t>>>> known_;
};

}  // namespace eksplan::pack
