#include "eksplan/pack/linear_program.hpp"

#include <cmath>
#include <limits>

namespace eksplan::pack {
namespace {

constexpr double kTolerance = 1e-9;
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kStepsWithoutProgress =
    40;  // steps without progress before the rule that cannot cycle takes over

}  // namespace

LinearProgram::LinearProgram(const std::vector<double>& right_hand_side,
                             const std::vector<double>& ceilings)
    : rows_(right_hand_side.size()), own_(2 * right_hand_side.size()), right_(right_hand_side) {
  inverse_.assign(rows_ * rows_, 0.0);
  for (std::size_t row = 0; row < rows_; ++row) {
    columns_.push_back({ceilings[row], terms_.size(), terms_.size() + 1});
    terms_.push_back({row, 1.0});
    basis_.push_back(row);
    inverse_[row * rows_ + row] = 1.0;
  }
  for (std::size_t row = 0; row < rows_; ++row) {
    columns_.push_back({0.0, terms_.size(), terms_.size() + 1});
    terms_.push_back({row, -1.0});
  }
  basic_.assign(own_, false);
  for (std::size_t row = 0; row < rows_; ++row) {
    basic_[row] = true;
  }
}

std::size_t LinearProgram::add_column(double cost, const std::vector<double>& coefficients) {
  columns_.push_back({cost, terms_.size(), terms_.size()});
  for (std::size_t row = 0; row < rows_; ++row) {
    if (coefficients[row] != 0.0) {
      terms_.push_back({row, coefficients[row]});
      ++columns_.back().end;
    }
  }
  basic_.push_back(false);
  return columns_.size() - 1 - own_;
}

std::span<const LinearProgram::Term> LinearProgram::terms(const Column& column) const {
  return {terms_.data() + column.begin, terms_.data() + column.end};
}

std::vector<double> LinearProgram::prices() const {
  std::vector<double> result(rows_, 0.0);
  for (std::size_t row = 0; row < rows_; ++row) {
    const double cost = columns_[basis_[row]].cost;
    for (std::size_t i = 0; cost != 0.0 && i < rows_; ++i) {
      result[i] += cost * inverse_[row * rows_ + i];
    }
  }
  return result;
}

std::vector<double> LinearProgram::values() const {
  std::vector<double> result(columns_.size() - own_, 0.0);
  for (std::size_t row = 0; row < rows_; ++row) {
    if (basis_[row] >= own_) {
      result[basis_[row] - own_] = right_[row];
    }
  }
  return result;
}

double LinearProgram::objective() const {
  double sum = 0;
  for (std::size_t row = 0; row < rows_; ++row) {
    sum += columns_[basis_[row]].cost * right_[row];
  }
  return sum;
}

std::size_t LinearProgram::entering(const std::vector<double>& row_prices, bool first) const {
  std::size_t best = kNone;
  double lowest = -kTolerance;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (basic_[column]) {
      continue;
    }
    double worth = 0;
    for (const auto& term : terms(columns_[column])) {
      worth += row_prices[term.row] * term.coefficient;
    }
    const double reduced = columns_[column].cost - worth;
    if (reduced < lowest) {
      lowest = reduced;
      best = column;
      if (first) {
        return best;
      }
    }
  }
  return best;
}

std::vector<double> LinearProgram::direction(std::size_t column) const {
  std::vector<double> step(rows_, 0.0);
  for (std::size_t row = 0; row < rows_; ++row) {
    for (const auto& term : terms(columns_[column])) {
      step[row] += inverse_[row * rows_ + term.row] * term.coefficient;
    }
  }
  return step;
}

std::size_t LinearProgram::leaving(const std::vector<double>& step) const {
  std::size_t best = kNone;
  double least = 0;
  for (std::size_t row = 0; row < rows_; ++row) {
    if (step[row] <= kTolerance) {
      continue;
    }
    const double ratio = right_[row] / step[row];
    if (best == kNone || ratio < least || (ratio == least && basis_[row] < basis_[best])) {
      best = row;
      least = ratio;
    }
  }
  return best;
}

void LinearProgram::pivot(std::size_t row, std::size_t column, const std::vector<double>& step) {
  const double scale = 1.0 / step[row];
  for (std::size_t i = 0; i < rows_; ++i) {
    inverse_[row * rows_ + i] *= scale;
  }
  right_[row] *= scale;
  for (std::size_t other = 0; other < rows_; ++other) {
    if (other == row || step[other] == 0.0) {
      continue;
    }
    for (std::size_t i = 0; i < rows_; ++i) {
      inverse_[other * rows_ + i] -= step[other] * inverse_[row * rows_ + i];
    }
    right_[other] = std::fmax(0.0, right_[other] - step[other] * right_[row]);
  }
  basic_[basis_[row]] = false;
  basic_[column] = true;
  basis_[row] = column;
}

void LinearProgram::solve(std::size_t iterations) {
  double best = objective();
  std::size_t stalled = 0;
  for (std::size_t i = 0; i < iterations; ++i) {
    const auto column = entering(prices(), stalled > kStepsWithoutProgress);
    if (column == kNone) {
      return;
    }
    const auto step = direction(column);
    const auto row = leaving(step);
    if (row == kNone) {
      return;
    }
    pivot(row, column, step);
    const double now = objective();
    stalled = now < best - kTolerance ? 0 : stalled + 1;
    best = std::fmin(best, now);
  }
}

}  // namespace eksplan::pack
