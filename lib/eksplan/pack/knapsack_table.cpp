#include "eksplan/pack/knapsack_table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr int kTableDoublings = 3;  // of a unit, before a table is too coarse to be worth it

// In any option of the column.
std::int64_t most_in_one_bin(const Scope& scope, std::size_t column, std::size_t place) {
  std::int64_t most = 0;
  for (std::size_t option = 0; option < scope.problem->options; ++option) {
    if (scope.problem->column[option] == column) {
      most = std::max(most, scope.most_of(place, option));
    }
  }
  return most;
}

Amount divisor_of_demands(const Scope& scope, std::size_t column, std::size_t dimension) {
  Amount divisor = 0;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    if (most_in_one_bin(scope, column, place) > 0) {
      divisor = std::gcd(divisor, scope.problem->demand(scope.shapes[place])[dimension]);
    }
  }
  return divisor;
}

}  // namespace

std::optional<TableGrid> PatternTable::with_units(const Scope& scope, std::size_t column,
                                                  TableGrid area, std::int64_t cells) {
  const auto unit = [&](std::size_t dimension, Amount most) {
    const auto divisor = divisor_of_demands(scope, column, dimension);
    return divisor > 0 ? divisor : std::max<Amount>(most, 1);
  };
  area.first_unit = unit(area.first, area.first_most);
  area.second_unit = unit(area.second, area.second_most);
  for (int doublings = 0; doublings <= kTableDoublings; ++doublings) {
    const auto rows = area.first_most / area.first_unit + 1;
    const auto columns = area.second_most / area.second_unit + 1;
    if (base::int128{rows} * columns <= cells) {
      return area;
    }
    (rows > columns ? area.first_unit : area.second_unit) *= 2;
  }
  return std::nullopt;
}

PatternTable::PatternTable(const Scope& scope, std::size_t column, const Worths& worths,
                           const TableGrid& grid)
    : scope_(&scope), column_(column), grid_(grid) {
  rows_ = static_cast<std::size_t>(grid.first_most / grid.first_unit) + 1;
  columns_ = static_cast<std::size_t>(grid.second_most / grid.second_unit) + 1;
  best_.assign(rows_ * columns_, 0);
  for (std::size_t place = 0; place < scope.places(); ++place) {
    if (worths[place] > 0) {
      add_passes(place, worths);
    }
  }
}

// So many items at most: in packs of 1, 2, 4, ... and the rest, so that every number is a sum of
// different packs. Where the table itself sets the limit, one pass takes as many as fit.
void PatternTable::add_passes(std::size_t place, const Worths& worths) {
  const auto* demand = scope_->problem->demand(scope_->shapes[place]);
  const auto one_row = static_cast<std::size_t>(demand[grid_.first] / grid_.first_unit);
  const auto one_column = static_cast<std::size_t>(demand[grid_.second] / grid_.second_unit);
  auto left = most_in_one_bin(*scope_, column_, place);
  auto room = left;
  room = one_row > 0 ? std::min(room, static_cast<std::int64_t>((rows_ - 1) / one_row)) : room;
  room = one_column > 0 ? std::min(room, static_cast<std::int64_t>((columns_ - 1) / one_column))
                        : room;
  if (room <= 0) {
    return;
  }
  if (room < left) {
    Pass pass{place, 1, one_row, one_column, true, {}};
    run(pass, worths[place]);
    return;
  }
  for (std::int64_t pack = 1; left > 0; pack *= 2) {
    const auto items = std::min(pack, left);
    left -= items;
    Pass pass{place,
              items,
              one_row * static_cast<std::size_t>(items),
              one_column * static_cast<std::size_t>(items),
              false,
              {}};
    run(pass, worths[place] * items);
  }
}

// Upwards a cell sees what the same pass has taken below it, downwards it does not.
void PatternTable::run(Pass& pass, std::int64_t worth) {
  pass.taken.assign(best_.size(), false);
  const auto step = pass.rows * columns_ + pass.columns;
  const auto visit = [&](std::size_t row, std::size_t column) {
    const auto at = row * columns_ + column;
    if (best_[at - step] + worth > best_[at]) {
      best_[at] = best_[at - step] + worth;
      pass.taken[at] = true;
    }
  };
  if (pass.repeated) {
    for (auto row = pass.rows; row < rows_; ++row) {
      for (auto column = pass.columns; column < columns_; ++column) {
        visit(row, column);
      }
    }
  } else {
    for (auto row = rows_; row-- > pass.rows;) {
      for (auto column = columns_; column-- > pass.columns;) {
        visit(row, column);
      }
    }
  }
  passes_.push_back(std::move(pass));
}

bool PatternTable::covers(std::size_t option) const {
  const auto* capacity = scope_->problem->capacity(option);
  return scope_->problem->column[option] == column_ &&
         static_cast<std::size_t>(capacity[grid_.first] / grid_.first_unit) < rows_ &&
         static_cast<std::size_t>(capacity[grid_.second] / grid_.second_unit) < columns_;
}

std::size_t PatternTable::cell(std::size_t option) const {
  const auto* capacity = scope_->problem->capacity(option);
  return static_cast<std::size_t>(capacity[grid_.first] / grid_.first_unit) * columns_ +
         static_cast<std::size_t>(capacity[grid_.second] / grid_.second_unit);
}

std::int64_t PatternTable::most(std::size_t option) const {
  return best_[cell(option)];
}

std::vector<std::int64_t> PatternTable::items(std::size_t option) const {
  std::vector<std::int64_t> result(scope_->places(), 0);
  auto at = cell(option);
  for (auto pass = passes_.rbegin(); pass != passes_.rend(); ++pass) {
    while (pass->taken[at]) {
      result[pass->place] += pass->items;
      at -= pass->rows * columns_ + pass->columns;
      if (!pass->repeated) {
        break;
      }
    }
  }
  return result;
}

}  // namespace eksplan::pack
