#include "eksplan/pack/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr std::size_t kRelaxationSteps = 2000;  // of the linear program, each time
constexpr std::size_t kAssignments = 40;  // ways to split the items over classes that are tried

}  // namespace

Relaxation::Relaxation(const FluidRows& rows, const Load& load) : rows_(&rows), load_(&load) {
  const auto& problem = rows.problem();
  largest_price_ =
      static_cast<double>(*std::max_element(problem.prices.begin(), problem.prices.end()));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::int64_t most = 1;
    for (std::size_t option = 0; option < problem.options; ++option) {
      most = std::max(most, rows.offer(row, option));
    }
    scale_.push_back(static_cast<double>(most));
    double ceiling = 0;
    for (std::size_t option = 0; option < problem.options; ++option) {
      const auto offer = static_cast<double>(rows.offer(row, option)) / scale_[row];
      const auto needed = offer > 0 ? price(option) / offer : 0;
      ceiling = offer > 0 && (ceiling == 0 || needed < ceiling) ? needed : ceiling;
    }
    ceiling_.push_back(1.01 * ceiling);
  }
  find_needs();
}

double Relaxation::price(std::size_t option) const {
  return static_cast<double>(rows_->problem().prices[option]) / largest_price_;
}

void Relaxation::find_needs() {
  const auto& active = rows_->active();
  needs_.assign(active.size() * rows_->size(), 0.0);
  for (std::size_t place = 0; place < active.size(); ++place) {
    auto* needs = &needs_[place * rows_->size()];
    for (const auto option_class : rows_->classes_of(active[place])) {
      for (const auto row : rows_->rows_of(option_class)) {
        const auto need = rows_->need(row, active[place], option_class);
        needs[row] = need == 0 ? 0.0 : static_cast<double>(need) / scale_[row];
      }
    }
  }
}

// Each shape where it is cheapest at these prices.
Relaxation::Assignment Relaxation::assign(const std::vector<double>& row_prices) const {
  Assignment result{0, std::vector<double>(rows_->size(), 0.0), {}};
  const auto& active = rows_->active();
  for (std::size_t place = 0; place < active.size(); ++place) {
    const auto shape = active[place];
    const auto* needs = &needs_[place * rows_->size()];
    const auto count = static_cast<double>(load_->counts[shape]);
    std::optional<double> least;
    if (load_->alone[shape] != kUnlimited) {
      least = static_cast<double>(load_->alone[shape]) / largest_price_;
    }
    std::optional<std::size_t> where;
    for (const auto option_class : rows_->classes_of(shape)) {
      double cost = 0;
      for (const auto row : rows_->rows_of(option_class)) {
        cost += row_prices[row] * needs[row];
      }
      if (!least || cost < *least) {
        least = cost;
        where = option_class;
      }
    }
    result.in_bins.push_back(where.has_value());
    result.alone_cost += where ? 0 : count * least.value_or(0);
    if (where) {
      for (const auto row : rows_->rows_of(*where)) {
        result.need[row] += count * needs[row];
      }
    }
  }
  return result;
}

LinearProgram Relaxation::start(const Assignment& first) const {
  std::vector<double> right;
  auto ceilings = ceiling_;
  double cover = first.alone_cost + 1.0;
  for (std::size_t row = 0; row < rows_->size(); ++row) {
    right.push_back(static_cast<double>(rows_->floor_of(row)) / scale_[row]);
    cover += (first.need[row] + right.back()) * ceiling_[row];
  }
  right.push_back(1.0);  // the items are assigned: a mix of assignments that adds up to one
  ceilings.push_back(1.01 * cover);
  LinearProgram program(right, ceilings);
  for (std::size_t option = 0; option < rows_->problem().options; ++option) {
    std::vector<double> offers;
    for (std::size_t row = 0; row < rows_->size(); ++row) {
      offers.push_back(static_cast<double>(rows_->offer(row, option)) / scale_[row]);
    }
    offers.push_back(0.0);
    program.add_column(price(option), offers);
  }
  return program;
}

void Relaxation::add(const Assignment& assignment, LinearProgram& program) {
  auto coefficients = assignment.need;
  for (auto& coefficient : coefficients) {
    coefficient = -coefficient;
  }
  coefficients.push_back(1.0);
  program.add_column(assignment.alone_cost, coefficients);
}

Guess Relaxation::guess(const LinearProgram& program,
                        const std::vector<Assignment>& assignments) const {
  const auto options = rows_->problem().options;
  Guess result;
  const auto prices = program.prices();
  for (std::size_t row = 0; row < rows_->size(); ++row) {
    const double scaled = std::fmax(0.0, prices[row]) * largest_price_ / scale_[row];
    result.row_prices.push_back(std::isfinite(scaled) ? scaled : 0.0);
  }
  const auto values = program.values();
  result.option_counts.assign(values.begin(),
                              values.begin() + static_cast<std::ptrdiff_t>(options));
  result.in_bins.assign(rows_->problem().shapes, 0.0);
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    for (std::size_t place = 0; place < rows_->active().size(); ++place) {
      result.in_bins[rows_->active()[place]] +=
          assignments[i].in_bins[place] ? values[options + i] : 0;
    }
  }
  return result;
}

// Assignments are added one by one, each the best at the prices that the ones before it gave, until
// none is better than the mix in use.
Guess Relaxation::solve() const {
  std::vector<Assignment> assignments{assign(ceiling_)};
  auto program = start(assignments.front());
  add(assignments.front(), program);
  while (true) {
    program.solve(kRelaxationSteps);
    auto prices = program.prices();
    const double mix_price = prices.back();
    prices.pop_back();
    auto next = assign(prices);
    double cost = next.alone_cost;
    for (std::size_t row = 0; row < rows_->size(); ++row) {
      cost += prices[row] * next.need[row];
    }
    if (assignments.size() >= kAssignments ||
        cost >= mix_price - 1e-9 * std::fmax(1.0, std::fabs(mix_price))) {
      return guess(program, assignments);
    }
    add(next, program);
    assignments.push_back(std::move(next));
  }
}

}  // namespace eksplan::pack
