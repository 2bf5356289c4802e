#include "eksplan/pack/group_promise.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace eksplan::pack {
namespace {

constexpr double kMostLooks = 2e6;    // at sets, to find those that leave out least
constexpr std::size_t kMostSets = 8;  // of those that leave out least
constexpr double kRoughPartOfBin = 8;
constexpr std::int64_t kRough = 50;  // a rough bound may be too high by one part of so many

// Where a set has few options, bins that are not full cost more than the relaxation says; half of
// that, because some of it is filled with what other bins would have held.
std::int64_t cost_of_whole_bins(const Problem& problem, const Fluid& relaxed) {
  auto cost = static_cast<double>(relaxed.lower_bound);
  for (std::size_t option = 0; option < problem.options; ++option) {
    const auto bought = relaxed.bought[option];
    const auto whole = std::fmax(std::ceil(bought - 0.02), bought);
    cost += (whole - bought) / 2 * static_cast<double>(problem.prices[option]);
  }
  return static_cast<std::int64_t>(std::fmin(cost, 4e18));
}

// What does not fill a whole bin goes best into one of about an eighth of its price: the relaxation
// buys none of these, and so does not tell them apart.
std::int64_t distance_from_rest(const Problem& problem, const Fluid& relaxed) {
  const auto bins = std::accumulate(relaxed.bought.begin(), relaxed.bought.end(), 0.0);
  const auto best =
      bins > 0 ? static_cast<double>(relaxed.lower_bound) / bins / kRoughPartOfBin : 0.0;
  auto least = kUnlimited;
  for (const auto price : problem.prices) {
    least = std::min(least, static_cast<std::int64_t>(
                                std::fmin(std::fabs(static_cast<double>(price) - best), 4e18)));
  }
  return least;
}

void leave_out_unplaceable(const Problem& problem, Load& load) {
  for (std::size_t shape = 0; shape < load.counts.size(); ++shape) {
    if (!problem.placeable[shape] && load.alone[shape] == kUnlimited) {
      load.counts[shape] = 0;
    }
  }
}

}  // namespace

Promise promise_of(const Problem& problem, const Fluid& relaxed, std::int64_t unplaced) {
  return {unplaced, cost_of_whole_bins(problem, relaxed), relaxed.lower_bound,
          distance_from_rest(problem, relaxed)};
}

Promises::Promises(const Problem& problem, const Load& load) : problem_(&problem), load_(&load) {
  std::vector<std::size_t> shape_of(problem.kinds, problem.shapes);
  needing_.assign(problem.kinds, 0);
  for (std::size_t shape = 0; shape < load.counts.size(); ++shape) {
    active_ += load.counts[shape] > 0 ? 1U : 0U;
    if (load.counts[shape] > 0 && load.alone[shape] == kUnlimited) {
      needing_[problem.kind[shape]] += load.counts[shape];
      shape_of[problem.kind[shape]] = shape;
    }
  }
  for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
    if (needing_[kind] > 0) {
      kinds_.push_back(kind);
    }
  }
  takes_.assign(problem.groups, std::vector<std::uint8_t>(kinds_.size(), 0));
  for (std::size_t option = 0; option < problem.options; ++option) {
    auto& takes = takes_[problem.group[option]];
    for (std::size_t place = 0; place < kinds_.size(); ++place) {
      if (problem.fit(shape_of[kinds_[place]], option)) {
        takes[place] = 1;
      }
    }
  }
  if (active_ > kManyShapes) {
    coarse_ = coarse_of(problem, load);
  }
  relaxed_ =
      coarse_ ? fluid(coarse_->problem, coarse_->load, FluidCuts::none) : fluid(problem, load);
}

std::int64_t Promises::left_out(const GroupSet& groups) const {
  std::int64_t items = 0;
  for (std::size_t place = 0; place < kinds_.size(); ++place) {
    const bool taken = std::any_of(groups.begin(), groups.end(),
                                   [&](std::size_t group) { return takes_[group][place] != 0; });
    items += taken ? 0 : needing_[kinds_[place]];
  }
  return items;
}

// Those that take something that no other one takes along with all the rest.
std::vector<std::size_t> Promises::greatest_groups(const std::vector<std::size_t>& groups) const {
  std::vector<std::size_t> kept;
  const auto within = [&](std::size_t a, std::size_t b) {
    return std::equal(takes_[a].begin(), takes_[a].end(), takes_[b].begin(), std::less_equal<>());
  };
  for (const auto group : groups) {
    if (std::any_of(kept.begin(), kept.end(),
                    [&](std::size_t other) { return within(group, other); })) {
      continue;
    }
    kept.erase(std::remove_if(kept.begin(), kept.end(),
                              [&](std::size_t other) { return within(other, group); }),
               kept.end());
    kept.push_back(group);
  }
  return kept;
}

std::vector<GroupSet> Promises::greatest(std::size_t most,
                                         const std::vector<std::size_t>& groups) const {
  const auto choices = greatest_groups(groups);
  const auto size = std::min(most, choices.size());
  double looks = 1;
  for (std::size_t i = 0; i < size; ++i) {
    looks *= static_cast<double>(choices.size() - i) / static_cast<double>(i + 1);
  }
  if (size == 0 || looks * static_cast<double>(kinds_.size() + 1) > kMostLooks) {
    return {};
  }
  std::vector<GroupSet> sets;
  auto least = kUnlimited;
  std::vector<std::size_t> places(size);
  std::iota(places.begin(), places.end(), std::size_t{0});
  while (true) {
    GroupSet set;
    for (const auto place : places) {
      set.push_back(choices[place]);
    }
    const auto items = left_out(set);
    if (items < least) {
      least = items;
      sets.clear();
    }
    if (items == least && sets.size() < kMostSets) {
      sets.push_back(std::move(set));
    }
    auto last = size;
    while (last > 0 && places[last - 1] == choices.size() - size + last - 1) {
      --last;
    }
    if (last == 0) {
      return sets;
    }
    std::iota(places.begin() + static_cast<std::ptrdiff_t>(last) - 1, places.end(),
              places[last - 1] + 1);
  }
}

Promise Promises::of(const GroupSet& groups) const {
  const auto part = only(coarse_ ? coarse_->problem : *problem_, options_of(*problem_, groups));
  auto load = coarse_ ? coarse_->load : *load_;
  leave_out_unplaceable(part, load);
  const auto relaxed = fluid(part, load, coarse_ ? FluidCuts::none : FluidCuts::few);
  auto promise = promise_of(part, relaxed, left_out(groups));
  promise.bound -= coarse_ ? promise.bound / kRough : 0;
  return promise;
}

std::vector<std::size_t> options_of(const Problem& problem, const GroupSet& groups) {
  std::vector<std::size_t> options;
  for (std::size_t option = 0; option < problem.options; ++option) {
    if (std::binary_search(groups.begin(), groups.end(), problem.group[option])) {
      options.push_back(option);
    }
  }
  return options;
}

}  // namespace eksplan::pack
