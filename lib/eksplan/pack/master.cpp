#include "eksplan/pack/master.hpp"

#include <algorithm>

namespace eksplan::pack {
namespace {

constexpr double kPressed = 1e-6;
constexpr double kStandInPrice = 10;  // dearer than any bin: for items that no pattern holds yet

// By place, then the bins together, then one for each limited option.
std::vector<Range> rows_of(const Scope& scope) {
  std::vector<Range> rows;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    rows.push_back({static_cast<double>(scope.count(place)), kInfinite});
  }
  rows.push_back({static_cast<double>(scope.least_bins), kInfinite});
  for (const auto option : scope.limited) {
    rows.push_back({-kInfinite, static_cast<double>(scope.problem->limits[option])});
  }
  return rows;
}

}  // namespace

Master::Master(const Scope& scope)
    : scope_(&scope),
      place_of_(scope.problem->shapes, 0),
      limit_row_(scope.problem->options, 0),
      solver_(rows_of(scope)) {
  const auto& prices = scope.problem->prices;
  unit_ = static_cast<double>(*std::max_element(prices.begin(), prices.end()));
  for (std::size_t i = 0; i < scope.limited.size(); ++i) {
    limit_row_[scope.limited[i]] = scope.places() + 1 + i;
  }
  for (std::size_t place = 0; place < scope.places(); ++place) {
    place_of_[scope.shapes[place]] = place;
    const Coefficient one{place, 1.0};
    const bool alone = scope.alone(place) != kUnlimited;
    const double cost = alone ? static_cast<double>(scope.alone(place)) / unit_ : kStandInPrice;
    solver_.add_column(cost, {}, {&one, 1});
  }
}

// What is missing is bought at the highest price, what is too much is sold at the lowest.
void Master::keep_within(const std::vector<Range>& prices) {
  const bool first = surplus_.empty();
  capped_.assign(scope_->places(), false);
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    const auto alone = scope_->alone(place);
    const double most = alone == kUnlimited ? kStandInPrice : static_cast<double>(alone) / unit_;
    capped_[place] = prices[place].high < most;
    solver_.set_cost(place, std::min(most, prices[place].high));
    if (first) {
      const Coefficient one{place, -1.0};
      surplus_.push_back(solver_.add_column(-prices[place].low, {}, {&one, 1}));
    } else {
      solver_.set_cost(surplus_[place], -prices[place].low);
    }
  }
}

bool Master::pressed() const {
  const auto values = solver_.values();
  for (std::size_t place = 0; place < surplus_.size(); ++place) {
    if ((capped_[place] && values[place] > kPressed) || values[surplus_[place]] > kPressed) {
      return true;
    }
  }
  return false;
}

bool Master::add(std::size_t option, const std::vector<Content>& contents) {
  std::vector<std::pair<std::size_t, std::int64_t>> key;
  std::vector<Coefficient> column;
  for (const auto& content : contents) {
    key.emplace_back(content.shape, content.items);
    column.push_back({place_of_[content.shape], static_cast<double>(content.items)});
  }
  if (!known_.emplace(option, std::move(key)).second) {
    return false;
  }
  column.push_back({scope_->places(), 1.0});
  if (limit_row_[option] != 0) {
    column.push_back({limit_row_[option], 1.0});
  }
  const double cost = static_cast<double>(scope_->problem->prices[option]) / unit_;
  columns_.push_back({option, contents, solver_.add_column(cost, {}, column)});
  return true;
}

bool Master::solve(std::int64_t steps) {
  return solver_.solve_primal(steps);
}

MasterPrices Master::prices() const {
  const auto rows = solver_.row_prices();
  MasterPrices result;
  result.items.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(scope_->places()));
  result.bin = std::max(rows[scope_->places()], 0.0);
  result.surcharges.assign(scope_->problem->options, 0.0);
  for (const auto option : scope_->limited) {
    result.surcharges[option] = std::max(-rows[limit_row_[option]], 0.0);
  }
  return result;
}

std::vector<CutBins> Master::bins() const {
  const auto values = solver_.values();
  std::vector<CutBins> result;
  for (const auto& column : columns_) {
    if (values[column.number] > 1e-9) {
      result.push_back({column.option, column.contents, values[column.number]});
    }
  }
  return result;
}

}  // namespace eksplan::pack
