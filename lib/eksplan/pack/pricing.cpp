#include "eksplan/pack/pricing.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "eksplan/pack/knapsack_search.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kSearchWork = 150'000;  // items looked at for one option
constexpr std::int64_t kTableCells = 40'000;
constexpr std::int64_t kModerateWork = 6'000;
constexpr int kPatience = 3;  // searches of one option that may fail
constexpr double kPriceSlack = 1e-9;
constexpr int kMostLevels = 2;  // each with four times the work of the one before

// The two dimensions that items pay most for.
std::pair<std::size_t, std::size_t> dear_dimensions(const Shares& shares) {
  std::size_t first = 0;
  std::size_t second = shares.size() > 1 ? 1 : 0;
  if (shares[second] > shares[first]) {
    std::swap(first, second);
  }
  for (std::size_t d = 2; d < shares.size(); ++d) {
    if (shares[d] > shares[first]) {
      second = std::exchange(first, d);
    } else if (shares[d] > shares[second]) {
      second = d;
    }
  }
  return {first, second};
}

}  // namespace

Pricer::Pricer(const Scope& scope)
    : scope_(&scope),
      knapsack_(scope),
      shares_(scope.problem->options, Shares(scope.problem->dimensions, 0)),
      failures_(scope.problem->options, 0) {}

bool Pricer::try_harder() {
  if (level_ < kMostLevels) {
    failures_.assign(failures_.size(), 0);
  }
  level_ = std::min(level_ + 1, kMostLevels + 1);
  return level_ <= kMostLevels;
}

std::int64_t Pricer::at_level(std::int64_t work) const {
  return work << static_cast<unsigned>(2 * std::min(level_, kMostLevels));
}

double Pricer::excess(const Round& round, std::size_t option) {
  return static_cast<double>(round.priced.options[option].most) /
         static_cast<double>((*round.allowances)[option]);
}

void Pricer::keep(Round& round, std::size_t option, Pattern pattern) {
  round.reached = std::fmax(round.reached, static_cast<double>(pattern.worth) /
                                               static_cast<double>((*round.allowances)[option]));
  if (pattern.worth > round.priced.patterns[option].worth) {
    round.priced.patterns[option] = std::move(pattern);
  }
}

// The shares of the last round often still prove enough.
void Pricer::price_by_shares(Round& round, std::size_t option) {
  auto& priced = round.priced.options[option];
  const auto& worths = *round.worths;
  priced.shares = shares_[option];
  priced.most = most_by_shares(*scope_, option, worths, priced.shares);
  work_ += static_cast<std::int64_t>(scope_->places() * scope_->problem->dimensions);
  if (priced.most <= (*round.allowances)[option]) {
    return;
  }
  auto answer = knapsack_.solve(option);
  const auto most = most_by_shares(*scope_, option, worths, answer.shares);
  work_ += static_cast<std::int64_t>(2 * scope_->places() * scope_->problem->dimensions);
  keep(round, option, fill_pattern(*scope_, option, worths, answer.shares, answer.whole_items));
  if (most < priced.most) {
    priced.most = most;
    priced.shares = answer.shares;
    shares_[option] = std::move(answer.shares);
  }
}

void Pricer::search(Round& round, std::size_t option) {
  auto& priced = round.priced.options[option];
  const auto allowance = static_cast<double>((*round.allowances)[option]);
  const auto above = std::max(round.priced.patterns[option].worth,
                              static_cast<std::int64_t>(std::floor(allowance * round.reached)));
  if (above >= priced.most || failures_[option] >= kPatience) {
    return;
  }
  auto found =
      search_pattern(*scope_, option, *round.worths, priced.shares, above, at_level(kSearchWork));
  work_ += found.work;
  failures_[option] = found.finished ? 0 : failures_[option] + 1;
  const auto most = std::max(above, found.pattern.worth);
  keep(round, option, std::move(found.pattern));
  if (found.finished && most < priced.most) {
    priced.most = most;
    priced.proof = WorthProof::search;
  }
}

// A grid for the option, enlarged for others of its column that need a table, those that need it
// most first, as long as it does not get coarser.
std::optional<TableGrid> Pricer::grid_for(const Round& round, std::size_t option) const {
  const auto& problem = *scope_->problem;
  const auto column = problem.column[option];
  const auto [first, second] = dear_dimensions(round.priced.options[option].shares);
  TableGrid area{first, second, problem.capacity(option)[first], problem.capacity(option)[second]};
  auto best = first == second
                  ? std::nullopt
                  : PatternTable::with_units(*scope_, column, area, at_level(kTableCells));
  std::vector<std::pair<double, std::size_t>> others;
  for (std::size_t other = 0; best && other < problem.options; ++other) {
    if (problem.column[other] == column &&
        excess(round, other) > round.reached * (1.0 + kPriceSlack)) {
      others.emplace_back(-excess(round, other), other);
    }
  }
  std::sort(others.begin(), others.end());
  for (const auto& [need, other] : others) {
    area = *best;
    area.first_most = std::max(area.first_most, problem.capacity(other)[first]);
    area.second_most = std::max(area.second_most, problem.capacity(other)[second]);
    const auto larger = PatternTable::with_units(*scope_, column, area, at_level(kTableCells));
    if (larger && larger->first_unit == best->first_unit &&
        larger->second_unit == best->second_unit) {
      best = larger;
    }
  }
  return best;
}

// For all options of the column that it covers.
void Pricer::fill_table(Round& round, std::size_t option) {
  const auto column = scope_->problem->column[option];
  round.tables[column] = true;
  const auto grid = grid_for(round, option);
  if (!grid) {
    return;
  }
  const PatternTable table(*scope_, column, *round.worths, *grid);
  work_ += table.work();
  for (std::size_t other = 0; other < scope_->problem->options; ++other) {
    auto& priced = round.priced.options[other];
    if (!table.covers(other) || priced.most <= (*round.allowances)[other]) {
      continue;
    }
    keep(round, other,
         fill_pattern(*scope_, other, *round.worths, priced.shares, table.items(other)));
    if (table.most(other) < priced.most) {
      priced.most = table.most(other);
      priced.proof = WorthProof::table;
      priced.grid = *grid;
    }
  }
}

void Pricer::improve(Round& round, std::size_t option) {
  search(round, option);
  if (excess(round, option) > round.reached * (1.0 + kPriceSlack) &&
      !round.tables[scope_->problem->column[option]]) {
    fill_table(round, option);
  }
  round.tried[option] = true;
}

std::vector<std::int64_t> Pricer::most_of_all(const Worths& worths) {
  std::vector<std::int64_t> result;
  knapsack_.set_worths(worths);
  for (std::size_t option = 0; option < scope_->problem->options; ++option) {
    const auto answer = knapsack_.solve(option);
    auto most = most_by_shares(*scope_, option, worths, answer.shares);
    const auto pattern = fill_pattern(*scope_, option, worths, answer.shares, answer.whole_items);
    if (pattern.worth < most) {
      const auto found =
          search_pattern(*scope_, option, worths, answer.shares, pattern.worth, kModerateWork);
      work_ += found.work;
      most = found.finished ? std::max(pattern.worth, found.pattern.worth) : most;
    }
    result.push_back(most);
  }
  return result;
}

std::vector<Pattern> Pricer::patterns(const Worths& worths) {
  std::vector<Pattern> result;
  knapsack_.set_worths(worths);
  for (std::size_t option = 0; option < scope_->problem->options; ++option) {
    const auto answer = knapsack_.solve(option);
    result.push_back(fill_pattern(*scope_, option, worths, answer.shares, answer.whole_items));
    work_ += static_cast<std::int64_t>(scope_->places() * scope_->problem->dimensions);
  }
  return result;
}

Pricer::Round Pricer::begin(const Worths& worths, const std::vector<std::int64_t>& allowances) {
  const auto options = scope_->problem->options;
  Round round;
  round.worths = &worths;
  round.allowances = &allowances;
  round.priced.options.resize(options);
  round.priced.patterns.resize(options);
  round.tried.assign(options, false);
  round.tables.assign(scope_->problem->columns, false);
  knapsack_.set_worths(worths);
  for (std::size_t option = 0; option < options; ++option) {
    price_by_shares(round, option);
  }
  return round;
}

Priced Pricer::glance(const Worths& worths, const std::vector<std::int64_t>& allowances) {
  return begin(worths, allowances).priced;
}

Priced Pricer::price(const Worths& worths, const std::vector<std::int64_t>& allowances) {
  const auto options = scope_->problem->options;
  auto round = begin(worths, allowances);
  for (std::size_t i = 0; i < options; ++i) {
    std::size_t worst = 0;
    for (std::size_t option = 1; option < options; ++option) {
      worst = excess(round, option) > excess(round, worst) ? option : worst;
    }
    if (round.tried[worst] || excess(round, worst) <= round.reached * (1.0 + kPriceSlack)) {
      break;
    }
    improve(round, worst);
  }
  return std::move(round.priced);
}

}  // namespace eksplan::pack
