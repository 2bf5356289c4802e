#include "eksplan/pack/count_proof.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/linear_solver.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::int64_t kSteps = 5'000;
constexpr double kStandIn = 10;  // times the target: what it costs to break a row altogether
constexpr double kWhole = 1e-7;

// A row that asks for `need` of what columns give: options first, then places that may be alone.
struct ProofRow {
  std::vector<std::int64_t> gives;
  int128 need = 0;
  double scale = 1;
};

std::int64_t round_up(std::int64_t value, std::int64_t divisor) {
  return static_cast<std::int64_t>(base::div_ceil(value, divisor) * divisor);
}

struct Box {
  std::vector<std::int64_t> low;
  std::vector<std::int64_t> high;
  std::int64_t bound = 0;   // no counts in the box cost less
  std::int64_t number = 0;  // in the order in which boxes were made
};

bool bounds_more(const Box& a, const Box& b) {
  return std::pair(a.bound, a.number) > std::pair(b.bound, b.number);
}

class CountProof {
 public:
  CountProof(const Scope& scope, const std::vector<CountRow>& rows,
             const std::vector<std::int64_t>& most, std::int64_t target)
      : options_(scope.problem->options),
        divisor_(common_divisor(*scope.problem, *scope.load)),
        target_(round_up(target, divisor_)),
        costs_(scope.problem->prices) {
    whole_.low.assign(options_, 0);
    whole_.high = most;
    for (std::size_t place = 0; place < scope.places(); ++place) {
      if (scope.alone(place) != kUnlimited) {
        alone_.push_back(place);
        costs_.push_back(scope.alone(place));
        whole_.low.push_back(0);
        whole_.high.push_back(scope.count(place));
      }
    }
    for (const auto& row : rows) {
      add(row);
    }
    ProofRow bins{std::vector<std::int64_t>(costs_.size(), 0), scope.least_bins, 1};
    std::fill_n(bins.gives.begin(), options_, 1);
    rows_.push_back(std::move(bins));
    while (shift_ < 100 && (int128{target_} >> (110 - shift_)) == 0) {
      ++shift_;
    }
  }

  // Boxes are cut where they bound least, until all of them bound enough.
  std::int64_t run(int nodes) {
    auto solver = programme();
    std::vector<Box> open{whole_};
    auto closed = target_;  // what boxes that cannot be cut any further bound
    for (int node = 0; node < nodes && !open.empty() && open.front().bound < closed; ++node) {
      std::pop_heap(open.begin(), open.end(), bounds_more);
      auto box = std::move(open.back());
      open.pop_back();
      visit(solver, std::move(box), open, closed);
    }
    return open.empty() ? closed : std::min(closed, open.front().bound);
  }

 private:
  void add(const CountRow& row) {
    ProofRow result{row.offers, row.need, 1};
    for (const auto place : alone_) {
      result.gives.push_back(row.weights[place]);
    }
    for (const auto gives : result.gives) {
      result.scale = std::fmax(result.scale, static_cast<double>(gives));
    }
    rows_.push_back(std::move(result));
  }

  double cost(std::size_t column) const {
    return static_cast<double>(costs_[column]) /
           static_cast<double>(std::max<std::int64_t>(target_, 1));
  }

  LinearSolver programme() const {
    std::vector<Range> ranges;
    for (const auto& row : rows_) {
      ranges.push_back({static_cast<double>(row.need) / row.scale, kInfinite});
    }
    LinearSolver solver(ranges);
    for (std::size_t column = 0; column < costs_.size(); ++column) {
      std::vector<Coefficient> entries;
      for (std::size_t row = 0; row < rows_.size(); ++row) {
        const auto gives = static_cast<double>(rows_[row].gives[column]);
        if (gives > 0) {
          entries.push_back({row, gives / rows_[row].scale});
        }
      }
      solver.add_column(cost(column), {}, entries);
    }
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const Coefficient one{row, 1.0};
      solver.add_column(kStandIn / std::fmax(ranges[row].low, 1e-9), {}, {&one, 1});
    }
    return solver;
  }

  // Cuts the box in two if its bound is not enough.
  void visit(LinearSolver& solver, Box box, std::vector<Box>& open, std::int64_t& closed) {
    for (std::size_t column = 0; column < costs_.size(); ++column) {
      solver.set_range(
          column, {static_cast<double>(box.low[column]), static_cast<double>(box.high[column])});
    }
    std::optional<std::size_t> column;
    if (solver.solve_dual(kSteps)) {
      box.bound = std::max(box.bound, bound_of(solver.row_prices(), box));
      column = most_broken(solver.values());
    }
    if (!column || box.bound >= closed) {
      closed = std::min(closed, box.bound);
      return;
    }
    const auto below = static_cast<std::int64_t>(std::floor(solver.values()[*column]));
    auto lower = box;
    lower.high[*column] = below;
    box.low[*column] = below + 1;
    for (auto* part : {&lower, &box}) {
      part->number = ++boxes_;
      open.push_back(std::move(*part));
      std::push_heap(open.begin(), open.end(), bounds_more);
    }
  }

  std::optional<std::size_t> most_broken(std::span<const double> values) const {
    std::optional<std::size_t> best;
    double farthest = kWhole;
    for (std::size_t option = 0; option < options_; ++option) {
      const double far = std::fabs(values[option] - std::round(values[option]));
      if (far > farthest) {
        farthest = far;
        best = option;
      }
    }
    return best;
  }

  // Any prices on rows give a bound: what the rows ask for at these prices, and for each column
  // the least that its cost can differ from what it gives, within the box. All of it times
  // 2^shift, in whole numbers; 0 when those get too large.
  std::int64_t bound_of(std::span<const double> prices, const Box& box) const {
    std::vector<int128> reduced;
    for (const auto one : costs_) {
      reduced.push_back(int128{one} << shift_);
    }
    int128 bound = 0;
    const double scale = std::ldexp(static_cast<double>(target_), static_cast<int>(shift_));
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const double guess = std::fmax(prices[row], 0.0) * scale / rows_[row].scale;
      const auto price = static_cast<int128>(std::floor(std::fmin(guess, 0x1p110)));
      int128 part = 0;
      if (__builtin_mul_overflow(price, rows_[row].need, &part) ||
          __builtin_add_overflow(bound, part, &bound)) {
        return 0;
      }
      for (std::size_t column = 0; price > 0 && column < reduced.size(); ++column) {
        if (__builtin_mul_overflow(price, int128{rows_[row].gives[column]}, &part) ||
            __builtin_sub_overflow(reduced[column], part, &reduced[column])) {
          return 0;
        }
      }
    }
    for (std::size_t column = 0; column < reduced.size(); ++column) {
      const auto items = reduced[column] >= 0 ? box.low[column] : box.high[column];
      int128 part = 0;
      if (__builtin_mul_overflow(reduced[column], int128{items}, &part) ||
          __builtin_add_overflow(bound, part, &bound)) {
        return 0;
      }
    }
    const auto whole = base::div_ceil(bound, int128{divisor_} << shift_) * divisor_;
    return static_cast<std::int64_t>(std::clamp<int128>(whole, 0, target_));
  }

  std::size_t options_;
  std::int64_t divisor_;
  std::int64_t target_;              // a multiple of the divisor
  std::vector<std::int64_t> costs_;  // by column: options, then places that may be alone
  std::vector<std::size_t> alone_;
  std::vector<ProofRow> rows_;
  Box whole_;
  unsigned shift_ = 0;
  std::int64_t boxes_ = 0;
};

}  // namespace

std::int64_t prove_counts(const Scope& scope, const std::vector<CountRow>& rows,
                          const std::vector<std::int64_t>& most, std::int64_t target, int nodes) {
  return CountProof(scope, rows, most, target).run(nodes);
}

}  // namespace eksplan::pack
