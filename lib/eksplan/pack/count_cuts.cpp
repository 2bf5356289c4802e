#include "eksplan/pack/count_cuts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "eksplan/pack/column_generation.hpp"

namespace eksplan::pack {
namespace {

constexpr int kCutRounds = 25;
constexpr std::int64_t kCutWork = 2'000'000;
constexpr std::size_t kMostWorths = 4;
constexpr std::int64_t kPriceAlone = 1 << 20;  // of the dearest item; a bin costs 1

// The bins that there are cost next to nothing, and each item that does not fit costs what it is
// worth elsewhere.
struct Question {
  Problem problem;
  Load load;
};

void take_option(const Problem& from, std::size_t option, std::int64_t bins, Problem& to) {
  const auto d = static_cast<std::ptrdiff_t>(from.dimensions);
  const auto at = static_cast<std::ptrdiff_t>(option);
  to.capacities.insert(to.capacities.end(), from.capacities.begin() + at * d,
                       from.capacities.begin() + (at + 1) * d);
  const auto shapes = static_cast<std::ptrdiff_t>(from.shapes);
  to.fits.insert(to.fits.end(), from.fits.begin() + at * shapes,
                 from.fits.begin() + (at + 1) * shapes);
  to.prices.push_back(1);
  to.limits.push_back(bins);
  to.column.push_back(from.column[option]);
  to.group.push_back(from.group[option]);
  to.original.push_back(option);
  ++to.options;
}

Question question_of(const Scope& scope, const BinCounts& counts, const Worths& guide) {
  const auto& from = *scope.problem;
  Question question;
  auto& to = question.problem;
  to.dimensions = from.dimensions;
  to.shapes = from.shapes;
  to.demands = from.demands;
  to.caps = from.caps;
  to.conflicts = from.conflicts;
  to.kind = from.kind;
  to.kinds = from.kinds;
  to.columns = from.columns;
  to.groups = from.groups;
  for (std::size_t option = 0; option < from.options; ++option) {
    if (counts.bins[option] > 0) {
      take_option(from, option, counts.bins[option], to);
    }
  }
  question.load.counts.assign(from.shapes, 0);
  question.load.alone.assign(from.shapes, kUnlimited);
  to.placeable.assign(from.shapes, false);
  const auto dearest = std::max<std::int64_t>(*std::max_element(guide.begin(), guide.end()), 1);
  for (std::size_t place = 0; place < scope.places(); ++place) {
    const auto shape = scope.shapes[place];
    question.load.counts[shape] = counts.in_bins[place];
    question.load.alone[shape] = static_cast<std::int64_t>(
        base::int128{std::max<std::int64_t>(guide[place], 1)} * kPriceAlone / dearest + 16);
    for (std::size_t option = 0; option < to.options; ++option) {
      to.placeable[shape] = to.placeable[shape] || to.fit(shape, option);
    }
  }
  return question;
}

// As large as they may be without a bin with nothing but one shape being worth more than its price.
Worths scaled(const Scope& scope, const std::vector<double>& worths) {
  double most = 0;
  for (std::size_t place = 0; place < scope.places(); ++place) {
    for (std::size_t option = 0; option < scope.problem->options; ++option) {
      most = std::fmax(most, worths[place] * static_cast<double>(scope.most_of(place, option)) /
                                 static_cast<double>(scope.price(option)));
    }
  }
  Worths result;
  for (const auto worth : worths) {
    result.push_back(most > 0 ? static_cast<std::int64_t>(std::floor(worth / most)) : 0);
  }
  return result;
}

// Items that no bin of those counted holds are worth what they are elsewhere.
Worths on_scope(const Scope& scope, const Scope& asked, const Question& question,
                const Worths& worths) {
  std::vector<double> all(scope.places(), 0.0);
  for (std::size_t place = 0; place < scope.places(); ++place) {
    const auto shape = scope.shapes[place];
    if (question.load.counts[shape] > 0 && !question.problem.placeable[shape]) {
      all[place] = std::ldexp(static_cast<double>(question.load.alone[shape]), asked.shift);
    }
  }
  for (std::size_t place = 0; place < asked.places(); ++place) {
    const auto& shapes = scope.shapes;
    const auto found = std::lower_bound(shapes.begin(), shapes.end(), asked.shapes[place]);
    all[static_cast<std::size_t>(found - shapes.begin())] = static_cast<double>(worths[place]);
  }
  return scaled(scope, all);
}

}  // namespace

std::vector<Worths> separating_worths(const Scope& scope, const BinCounts& counts,
                                      const Worths& guide) {
  const auto question = question_of(scope, counts, guide);
  const auto asked = scope_of(question.problem, question.load);
  if (asked.places() == 0) {
    const bool left_over = forced_alone(question.problem, question.load) > 0;
    return left_over ? std::vector<Worths>{on_scope(scope, asked, question, {})}
                     : std::vector<Worths>{};
  }
  Fluid start;
  start.worth.assign(question.problem.shapes, 0);
  for (const auto shape : asked.shapes) {
    start.worth[shape] = question.load.alone[shape] / 2;
  }
  std::int64_t bins = 1;
  for (const auto count : counts.bins) {
    bins += count;
  }
  const auto columns = generate_columns(asked, start, {}, kUnlimited, {kCutRounds, kCutWork});
  std::vector<Worths> result;
  const auto left_over = static_cast<double>(forced_alone(question.problem, question.load));
  if (columns.mix_cost + left_over <= static_cast<double>(bins) + 1.0) {
    return result;
  }
  for (auto point = columns.points.rbegin();
       point != columns.points.rend() && result.size() < kMostWorths; ++point) {
    result.push_back(on_scope(scope, asked, question, point->worths));
  }
  return result;
}

}  // namespace eksplan::pack
