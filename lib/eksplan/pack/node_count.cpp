#include "eksplan/pack/node_count.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "eksplan/pack/count_cuts.hpp"
#include "eksplan/pack/count_proof.hpp"
#include "eksplan/pack/count_rows.hpp"
#include "eksplan/pack/linear_solver.hpp"
#include "eksplan/pack/pricing.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::int64_t kSteps = 20'000;
constexpr std::size_t kRowsPerRound = 20;
constexpr std::size_t kPoints = 80;     // worths that column generation ended with
constexpr std::size_t kTightened = 16;  // of them, with more effort for each option
constexpr int kCutRounds = 12;          // with cut bins, before the search for whole ones
constexpr double kRounding = 1e-12;     // rows are loosened by this part for what doubles round
constexpr double kBroken = 1e-7;
constexpr double kDigits = 1e-10;  // what the solver computes with
constexpr double kTrust = 1e-6;    // the solver's bound is lowered by this part

class CountProgramme {
 public:
  CountProgramme(const Scope& scope, const std::vector<WorthPoint>& points, std::int64_t cost)
      : scope_(&scope), cost_(cost), pricer_(scope), guide_(points.back().worths) {
    const auto& prices = scope.problem->prices;
    unit_ = static_cast<double>(*std::max_element(prices.begin(), prices.end()));
    for (std::size_t i = 0; i < std::min(points.size(), kPoints); ++i) {
      add_row(points[points.size() - 1 - i], i < kTightened);
    }
    for (auto& row : resource_rows(scope)) {
      add_row(std::move(row));
    }
    used_.front() = true;
  }

  NodeCounts run(const CountEffort& effort);

 private:
  void add_row(CountRow row);
  void add_row(const WorthPoint& point, bool tightened);
  bool separate(std::span<const double> values);
  void search(const CountEffort& effort, NodeCounts& result);
  void keep_bound(double claimed, NodeCounts& result);
  void certify(int nodes, NodeCounts& result) const;
  LinearSolver build() const;
  std::vector<Range> ranges() const;
  void add_counts(LinearSolver& solver) const;
  void add_alone(LinearSolver& solver) const;
  bool add_broken(std::span<const double> values);
  double filled(std::size_t row, std::span<const double> values) const;

  double need(std::size_t row) const {
    return static_cast<double>(rows_[row].need) / scale_[row] * (1.0 - kRounding);
  }

  double offer(std::size_t row, std::size_t option) const {
    return static_cast<double>(rows_[row].offers[option]) / scale_[row] * (1.0 + kRounding);
  }

  double weight(std::size_t row, std::size_t place) const {
    return static_cast<double>(rows_[row].weights[place]) / scale_[row] * (1.0 + kRounding);
  }

  // No packing that is cheaper than the one we have buys more.
  double most(std::size_t option) const {
    return static_cast<double>(
        std::min(cost_ / scope_->problem->prices[option], scope_->problem->limits[option]));
  }

  std::size_t group_limit() const { return scope_->problem->group_limit; }

  const Scope* scope_;
  std::int64_t cost_;
  Pricer pricer_;
  Worths guide_;
  std::vector<CountRow> rows_;
  std::vector<bool> used_;     // by row
  std::vector<double> scale_;  // by row
  double unit_ = 1;
  int128 target_ = 0;               // the bound that the solver claims
  std::vector<std::size_t> alone_;  // places, one column each after the options
};

void CountProgramme::add_row(CountRow row) {
  std::int64_t largest = 1;
  for (const auto offer : row.offers) {
    largest = std::max(largest, offer);
  }
  scale_.push_back(static_cast<double>(largest));
  rows_.push_back(std::move(row));
  used_.push_back(false);
}

void CountProgramme::add_row(const WorthPoint& point, bool tightened) {
  const auto options = scope_->problem->options;
  auto most = tightened ? pricer_.most_of_all(point.worths)
                        : std::vector<std::int64_t>(options, kLargestWorth);
  for (std::size_t option = 0; option < options; ++option) {
    most[option] = std::min(most[option], point.options[option].most);
  }
  add_row(row_of_worths(*scope_, point.worths, std::move(most)));
}

// The rows in use, the number of bins, and with a limit on groups their number and a row for each
// option: bins of an option only where its group is in.
std::vector<Range> CountProgramme::ranges() const {
  std::vector<Range> result;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (used_[row]) {
      result.push_back({need(row), kInfinite});
    }
  }
  result.push_back({static_cast<double>(scope_->least_bins), kInfinite});
  if (group_limit() > 0) {
    result.push_back({-kInfinite, static_cast<double>(group_limit())});
    result.resize(result.size() + scope_->problem->options, Range{-kInfinite, 0.0});
  }
  return result;
}

void CountProgramme::add_counts(LinearSolver& solver) const {
  const auto& problem = *scope_->problem;
  const auto used = static_cast<std::size_t>(std::count(used_.begin(), used_.end(), true));
  for (std::size_t option = 0; option < problem.options; ++option) {
    std::vector<Coefficient> column;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (used_[row]) {
        column.push_back({column.size(), offer(row, option)});
      }
    }
    column.push_back({used, 1.0});
    if (group_limit() > 0) {
      column.push_back({used + 2 + option, 1.0});
    }
    solver.add_column(static_cast<double>(problem.prices[option]) / unit_, {0.0, most(option)},
                      column);
  }
}

void CountProgramme::add_alone(LinearSolver& solver) const {
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    if (scope_->alone(place) != kUnlimited) {
      std::vector<Coefficient> column;
      for (std::size_t row = 0; row < rows_.size(); ++row) {
        if (used_[row]) {
          column.push_back({column.size(), weight(row, place)});
        }
      }
      solver.add_column(static_cast<double>(scope_->alone(place)) / unit_,
                        {0.0, static_cast<double>(scope_->count(place))}, column);
    }
  }
}

LinearSolver CountProgramme::build() const {
  LinearSolver solver(ranges());
  add_counts(solver);
  add_alone(solver);
  const auto used = static_cast<std::size_t>(std::count(used_.begin(), used_.end(), true));
  for (std::size_t group = 0; group_limit() > 0 && group < scope_->problem->groups; ++group) {
    std::vector<Coefficient> column{{used + 1, 1.0}};
    for (std::size_t option = 0; option < scope_->problem->options; ++option) {
      if (scope_->problem->group[option] == group) {
        column.push_back({used + 2 + option, -most(option)});
      }
    }
    solver.add_column(0.0, {0.0, 1.0}, column);
  }
  return solver;
}

double CountProgramme::filled(std::size_t row, std::span<const double> values) const {
  const auto options = scope_->problem->options;
  double sum = 0;
  for (std::size_t option = 0; option < options; ++option) {
    sum += offer(row, option) * values[option];
  }
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    sum += weight(row, alone_[i]) * values[options + i];
  }
  return sum;
}

// The rows that are broken most.
bool CountProgramme::add_broken(std::span<const double> values) {
  std::vector<std::pair<double, std::size_t>> broken;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const double missing = 1.0 - filled(row, values) / std::fmax(need(row), 1e-30);
    if (!used_[row] && rows_[row].need > 0 && missing > kBroken) {
      broken.emplace_back(-missing, row);
    }
  }
  std::sort(broken.begin(), broken.end());
  broken.resize(std::min(broken.size(), kRowsPerRound));
  for (const auto& [missing, row] : broken) {
    used_[row] = true;
  }
  return !broken.empty();
}

// Rows that these counts break, found for the purpose.
bool CountProgramme::separate(std::span<const double> values) {
  BinCounts counts;
  for (std::size_t option = 0; option < scope_->problem->options; ++option) {
    counts.bins.push_back(std::llround(values[option]));
  }
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    counts.in_bins.push_back(scope_->count(place));
  }
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    const auto alone = std::llround(std::floor(values[scope_->problem->options + i]));
    counts.in_bins[alone_[i]] -= std::clamp<std::int64_t>(alone, 0, counts.in_bins[alone_[i]]);
  }
  for (const auto& worths : separating_worths(*scope_, counts, guide_)) {
    add_row(row_of_worths(*scope_, worths, pricer_.most_of_all(worths)));
  }
  return add_broken(values);
}

// The cost that the solver claims is a whole number, so where it is all but one, that one is to be
// proven.
void CountProgramme::keep_bound(double claimed, NodeCounts& result) {
  const auto whole = [](double value) {
    return static_cast<int128>(std::ceil(std::clamp(value, 0.0, 0x1p61)));
  };
  result.bound = std::max(result.bound, whole(claimed * (1.0 - kTrust)));
  target_ = std::max(target_, whole(claimed * (1.0 - kDigits)));
}

void CountProgramme::certify(int nodes, NodeCounts& result) const {
  std::vector<CountRow> rows;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (used_[row]) {
      rows.push_back(rows_[row]);
    }
  }
  std::vector<std::int64_t> limits;
  for (std::size_t option = 0; option < scope_->problem->options; ++option) {
    limits.push_back(
        std::min(cost_ / scope_->problem->prices[option], scope_->problem->limits[option]));
  }
  const auto target = static_cast<std::int64_t>(std::min(target_, int128{cost_}));
  result.certified = prove_counts(*scope_, rows, limits, target, nodes);
  result.bound = std::max(result.bound, result.certified);
}

void CountProgramme::search(const CountEffort& effort, NodeCounts& result) {
  const auto options = scope_->problem->options;
  std::vector<std::size_t> whole(options);
  std::iota(whole.begin(), whole.end(), std::size_t{0});
  for (std::size_t group = 0; group_limit() > 0 && group < scope_->problem->groups; ++group) {
    whole.push_back(options + alone_.size() + group);
  }
  auto nodes = effort.nodes;
  for (int round = 0; round < effort.rounds && nodes > 0; ++round) {
    const auto answer = build().solve_in_whole_numbers(whole, nodes);
    nodes -= answer.nodes + 1;
    if (!answer.usable) {
      return;
    }
    keep_bound(answer.bound * unit_, result);
    if (answer.values.empty()) {
      return;
    }
    result.counts.clear();
    for (std::size_t option = 0; option < options; ++option) {
      result.counts.push_back(std::llround(answer.values[option]));
    }
    if (result.bound >= cost_ || (!add_broken(answer.values) && !separate(answer.values))) {
      return;
    }
  }
}

NodeCounts CountProgramme::run(const CountEffort& effort) {
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    if (scope_->alone(place) != kUnlimited) {
      alone_.push_back(place);
    }
  }
  for (int round = 0; round < kCutRounds; ++round) {
    auto solver = build();
    if (!solver.solve_dual(kSteps) || !add_broken(solver.values())) {
      break;
    }
  }
  NodeCounts result;
  search(effort, result);
  certify(effort.nodes, result);
  result.bound = std::min(result.bound, int128{cost_});
  return result;
}

}  // namespace

NodeCounts count_bins(const Scope& scope, const std::vector<WorthPoint>& points, std::int64_t cost,
                      const CountEffort& effort) {
  if (points.empty()) {
    return {};
  }
  return CountProgramme(scope, points, cost).run(effort);
}

}  // namespace eksplan::pack
