#include "eksplan/pack/fluid_cuts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr std::size_t kCutsPerRound = 6;
constexpr std::size_t kMostDemandsTried =
    48;  // demands per dimension that are tried as the step of a rounded row

struct BrokenRow {
  FluidRow row;
  double missing = 0;  // as a part of what is needed
};

double in_bins(const Load& load, const Guess& guess, std::size_t shape) {
  return static_cast<double>(load.counts[shape]) * guess.in_bins[shape];
}

// Items in bins by what one of them demands of a dimension, in rising order.
using InBins = std::vector<std::pair<Amount, double>>;

InBins in_bins_by_demand(const FluidRows& rows, const Load& load, const Guess& guess,
                         std::size_t dimension) {
  InBins all;
  for (const auto shape : rows.active()) {
    const auto demand = rows.problem().demand(shape)[dimension];
    if (demand > 0) {
      all.emplace_back(demand, in_bins(load, guess, shape));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  InBins merged;
  for (const auto& [demand, items] : all) {
    if (merged.empty() || merged.back().first != demand) {
      merged.emplace_back(demand, 0.0);
    }
    merged.back().second += items;
  }
  return merged;
}

double needed(const Load& load, const Guess& guess, const FluidRow& cut, const InBins& by_demand) {
  if (cut.kind == RowKind::copies) {
    return in_bins(load, guess, cut.shape);
  }
  double sum = 0;
  for (const auto& [demand, items] : by_demand) {
    sum += static_cast<double>(demand / cut.step) * items;
  }
  return sum;
}

double offered(const FluidRows& rows, const Guess& guess, const FluidRow& cut,
               const std::vector<std::size_t>& bought) {
  double sum = 0;
  for (const auto option : bought) {
    const auto one = cut.kind == RowKind::copies
                         ? rows.problem().copies(cut.shape, option)
                         : rows.problem().capacity(option)[cut.dimension] / cut.step;
    sum += static_cast<double>(one) * guess.option_counts[option];
  }
  return sum;
}

std::vector<std::size_t> options_bought(const Guess& guess) {
  std::vector<std::size_t> bought;
  for (std::size_t option = 0; option < guess.option_counts.size(); ++option) {
    if (guess.option_counts[option] > 0) {
      bought.push_back(option);
    }
  }
  return bought;
}

}  // namespace

std::vector<FluidRow> possible_cuts(const FluidRows& rows, const Load& load) {
  const auto& problem = rows.problem();
  std::vector<FluidRow> cuts;
  for (const auto shape : rows.active()) {
    if (problem.caps[shape] != kUnlimited) {
      cuts.push_back({.kind = RowKind::copies, .shape = shape});
    }
  }
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    std::map<Amount, double> weight_of_step;
    for (const auto shape : rows.active()) {
      const auto demand = problem.demand(shape)[d];
      if (demand > 0) {
        weight_of_step[demand] +=
            static_cast<double>(demand) * static_cast<double>(load.counts[shape]);
      }
    }
    std::vector<std::pair<double, Amount>> steps;
    for (const auto& [step, weight] : weight_of_step) {
      steps.emplace_back(-weight, step);
    }
    std::sort(steps.begin(), steps.end());
    steps.resize(std::min(steps.size(), kMostDemandsTried));
    for (const auto& [weight, step] : steps) {
      cuts.push_back({.kind = RowKind::rounded, .dimension = d, .step = step});
    }
  }
  return cuts;
}

bool add_cuts(const std::vector<FluidRow>& cuts, const Load& load, const Guess& guess,
              FluidRows& rows) {
  std::vector<BrokenRow> broken;
  const auto bought = options_bought(guess);
  std::vector<InBins> by_demand;
  for (std::size_t d = 0; d < rows.problem().dimensions; ++d) {
    by_demand.push_back(in_bins_by_demand(rows, load, guess, d));
  }
  for (const auto& cut : cuts) {
    const double need = needed(load, guess, cut, by_demand[cut.dimension]);
    const double missing = need > 0 ? 1.0 - offered(rows, guess, cut, bought) / need : 0;
    if (missing > 1e-6) {
      broken.push_back({cut, missing});
    }
  }
  std::stable_sort(broken.begin(), broken.end(),
                   [](const auto& a, const auto& b) { return a.missing > b.missing; });
  for (std::size_t i = 0; i < std::min(broken.size(), kCutsPerRound); ++i) {
    rows.add(broken[i].row);
  }
  return !broken.empty();
}

}  // namespace eksplan::pack
