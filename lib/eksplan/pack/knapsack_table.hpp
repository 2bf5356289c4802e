#pragma once
/// The knapsacks of many small options at once, by a table over two dimensions.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/knapsack.hpp"

namespace eksplan::pack {

/// Two dimensions up to given amounts, in whole units: demands and capacities are rounded down to
/// them. Units that divide every demand lose nothing.
struct TableGrid {
  std::size_t first = 0;  ///< dimension
  std::size_t second = 0;
  Amount first_most = 0;
  Amount second_most = 0;
  Amount first_unit = 1;
  Amount second_unit = 1;
};

/// What bins of one column of options (allowed for the same shapes) hold at most when only two
/// dimensions, counts and caps are looked at.
class PatternTable {
 public:
  /// `area` with units such that it has at most `cells` cells: the greatest units that divide all
  /// demands of the column's shapes, or a little coarser ones. Nothing when that would not be
  /// enough.
  static std::optional<TableGrid> with_units(const Scope& scope, std::size_t column, TableGrid area,
                                             std::int64_t cells);

  /// Fills the table for every option of the column that is no larger than the grid.
  PatternTable(const Scope& scope, std::size_t column, const Worths& worths, const TableGrid& grid);

  bool covers(std::size_t option) const;

  /// No bin of `option` holds items worth more than this.
  std::int64_t most(std::size_t option) const;

  /// The items, by place, of a bin worth that much; they may break what the table does not look at.
  std::vector<std::int64_t> items(std::size_t option) const;

  std::int64_t work() const { return static_cast<std::int64_t>(best_.size() * passes_.size()); }

 private:
  // Taking `items` of one place, once or (whole) as often as there is room.
  struct Pass {
    std::size_t place = 0;
    std::int64_t items = 0;
    std::size_t rows = 0;
    std::size_t columns = 0;
    bool repeated = false;
    std::vector<bool> taken;  // by cell
  };

  void add_passes(std::size_t place, const Worths& worths);
  void run(Pass& pass, std::int64_t worth);
  std::size_t cell(std::size_t option) const;

  const Scope* scope_;
  std::size_t column_;
  TableGrid grid_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::int64_t> best_;  // by cell
  std::vector<Pass> passes_;
};

}  // namespace eksplan::pack
