#include "eksplan/pack/count_programme.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::int64_t kProgrammeSteps = 5'000;
constexpr int kBrokenRowRounds = 40;  // of rows that are broken, in one solve
constexpr std::size_t kRowsPerRound = 8;
constexpr double kBroken = 1e-7;
constexpr double kBrokenRowPrice = 10;  // times the target: what it costs to break a row altogether

}  // namespace

CountProgramme::CountProgramme(const Scope& scope, std::int64_t target)
    : scope_(&scope),
      divisor_(common_divisor(*scope.problem, *scope.load)),
      costs_(scope.problem->prices),
      solver_(std::vector<Range>{}),
      target_(target) {
  unit_ = static_cast<double>(std::max<std::int64_t>(target, 1));
  for (std::size_t place = 0; place < scope.places(); ++place) {
    if (scope.alone(place) != kUnlimited) {
      alone_.push_back(place);
      costs_.push_back(scope.alone(place));
    }
  }
  for (const auto cost : costs_) {
    solver_.add_column(static_cast<double>(cost) / unit_, {}, {});
  }
  while (shift_ < 100 && (int128{target} >> (110 - shift_)) == 0) {
    ++shift_;
  }
  Row bins{std::vector<std::int64_t>(costs_.size(), 0), scope.least_bins, 1, 0, false};
  std::fill_n(bins.gives.begin(), scope.problem->options, 1);
  rows_.push_back(std::move(bins));
  use(rows_.front());
}

void CountProgramme::add(CountRow row) {
  Row result{std::move(row.offers), row.need, 1, 0, false};
  for (const auto place : alone_) {
    result.gives.push_back(row.weights[place]);
  }
  for (const auto gives : result.gives) {
    result.scale = std::fmax(result.scale, static_cast<double>(gives));
  }
  if (result.need > 0) {
    rows_.push_back(std::move(result));
  }
}

// A stand-in keeps every box feasible; it is dearer than anything.
void CountProgramme::use(Row& row) {
  std::vector<double> values;
  for (std::size_t column = 0; column < costs_.size(); ++column) {
    values.push_back(static_cast<double>(row.gives[column]) / row.scale);
  }
  const double need = static_cast<double>(row.need) / row.scale;
  row.number = used_.size();
  row.used = true;
  used_.push_back(static_cast<std::size_t>(&row - rows_.data()));
  solver_.add_row({need, kInfinite}, values);
  const Coefficient one{row.number, 1.0};
  solver_.add_column(kBrokenRowPrice / std::fmax(need, 1e-9), {}, {&one, 1});
}

Box CountProgramme::whole() const {
  Box box;
  const auto& limits = scope_->problem->limits;
  for (std::size_t column = 0; column < costs_.size(); ++column) {
    auto most = costs_[column] > 0 ? target_ / costs_[column] : kUnlimited;
    if (column < limits.size()) {
      most = std::min(most, limits[column]);
    } else {
      most = std::min(most, scope_->count(alone_[column - limits.size()]));
    }
    box.low.push_back(0);
    box.high.push_back(most);
  }
  return box;
}

bool CountProgramme::use_broken() {
  std::vector<std::pair<double, std::size_t>> broken;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto& row = rows_[i];
    if (row.used) {
      continue;
    }
    double sum = 0;
    for (std::size_t column = 0; column < costs_.size(); ++column) {
      sum += values_[column] > 0 ? static_cast<double>(row.gives[column]) * values_[column] : 0.0;
    }
    const double missing = 1.0 - sum / static_cast<double>(row.need);
    if (missing > kBroken) {
      broken.emplace_back(-missing, i);
    }
  }
  std::sort(broken.begin(), broken.end());
  broken.resize(std::min(broken.size(), kRowsPerRound));
  for (const auto& [missing, row] : broken) {
    use(rows_[row]);
  }
  return !broken.empty();
}

// Any prices on rows give a bound: what the rows ask for at these prices, and for each column the
// least that its cost can differ from what it gives, within the box.
CountProgramme::Prices CountProgramme::prices_in(const Box& box) const {
  Prices result;
  for (const auto cost : costs_) {
    result.reduced.push_back(int128{cost} << shift_);
  }
  const auto guesses = solver_.row_prices();
  const double scale = std::ldexp(unit_, static_cast<int>(shift_));
  for (const auto index : used_) {
    const auto& row = rows_[index];
    const double guess = std::fmax(guesses[row.number], 0.0) * scale / row.scale;
    const auto price = static_cast<int128>(std::floor(std::fmin(guess, 0x1p110)));
    int128 part = 0;
    if (__builtin_mul_overflow(price, row.need, &part) ||
        __builtin_add_overflow(result.bound, part, &result.bound)) {
      return result;
    }
    for (std::size_t column = 0; price > 0 && column < costs_.size(); ++column) {
      if (__builtin_mul_overflow(price, int128{row.gives[column]}, &part) ||
          __builtin_sub_overflow(result.reduced[column], part, &result.reduced[column])) {
        return result;
      }
    }
  }
  for (std::size_t column = 0; column < costs_.size(); ++column) {
    const auto reduced = result.reduced[column];
    int128 part = 0;
    if (__builtin_mul_overflow(reduced, int128{reduced >= 0 ? box.low[column] : box.high[column]},
                               &part) ||
        __builtin_add_overflow(result.bound, part, &result.bound)) {
      return result;
    }
  }
  result.sound = true;
  return result;
}

// A count may be as far from its best as what lies between the bound and the target pays for.
bool CountProgramme::tighten(const Prices& prices, std::int64_t target, Box& box) const {
  const auto most = (int128{target} - divisor_) << shift_;  // of counts worth looking at
  if (prices.bound > most) {
    return false;
  }
  const auto spare = most - prices.bound;
  for (std::size_t column = 0; column < costs_.size(); ++column) {
    const auto reduced = prices.reduced[column];
    const int128 width = box.high[column] - box.low[column];
    if (reduced > 0 && spare / reduced < width) {
      box.high[column] = box.low[column] + static_cast<std::int64_t>(spare / reduced);
    } else if (reduced < 0 && spare / -reduced < width) {
      box.low[column] = box.high[column] - static_cast<std::int64_t>(spare / -reduced);
    }
  }
  return true;
}

CountProgramme::State CountProgramme::solve(Box& box, std::int64_t target) {
  for (int round = 0; round < kBrokenRowRounds; ++round) {
    for (std::size_t column = 0; column < costs_.size(); ++column) {
      if (box.low[column] > box.high[column]) {
        return State::closed;
      }
      solver_.set_range(
          column, {static_cast<double>(box.low[column]), static_cast<double>(box.high[column])});
    }
    ++solves_;
    if (!solver_.solve_dual(kProgrammeSteps)) {
      return State::failed;
    }
    const auto all = solver_.values();
    values_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(costs_.size()));
    prices_ = prices_in(box);
    if (!prices_.sound) {
      return State::failed;
    }
    const auto rounded = base::div_ceil(prices_.bound, int128{divisor_} << shift_) * divisor_;
    box.bound = std::max(box.bound,
                         static_cast<std::int64_t>(std::clamp<int128>(rounded, 0, int128{target})));
    if (!tighten(prices_, target, box)) {
      box.bound = target;
      return State::closed;
    }
    if (!use_broken()) {
      break;
    }
  }
  return box.bound < target ? State::open : State::closed;
}

std::int64_t CountProgramme::bound_with(const Box& box, std::size_t column,
                                        std::int64_t low) const {
  const auto reduced = prices_.reduced[column];
  if (reduced <= 0) {
    return box.bound;
  }
  int128 sum = 0;
  if (__builtin_mul_overflow(reduced, int128{low - box.low[column]}, &sum) ||
      __builtin_add_overflow(sum, prices_.bound, &sum)) {
    return box.bound;
  }
  return std::max(box.bound,
                  static_cast<std::int64_t>(std::clamp<int128>(sum >> shift_, 0, int128{target_})));
}

bool CountProgramme::breaks(const std::vector<std::int64_t>& counts) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
    int128 sum = 0;
    for (std::size_t column = 0; column < counts.size(); ++column) {
      sum += int128{row.gives[column]} * counts[column];
    }
    return sum < row.need;
  });
}

}  // namespace eksplan::pack
