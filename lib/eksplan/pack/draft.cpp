#include "eksplan/pack/draft.hpp"

#include <algorithm>
#include <tuple>

namespace eksplan::pack {
namespace {

Vector sum_of_demands(const Problem& problem, std::span<const Content> contents) {
  Vector used(problem.dimensions, 0);
  for (const auto& content : contents) {
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      used[d] += problem.demand(content.shape)[d] * content.items;
    }
  }
  return used;
}

bool holds(const Problem& problem, std::size_t option, std::span<const Content> contents,
           const Vector& used) {
  return std::equal(used.begin(), used.end(), problem.capacity(option), std::less_equal<>()) &&
         std::all_of(contents.begin(), contents.end(),
                     [&](const Content& content) { return problem.fit(content.shape, option); });
}

}  // namespace

void Draft::add(std::size_t option, std::int64_t count, std::span<const Content> what,
                const Problem& problem) {
  const auto begin = contents.size();
  contents.insert(contents.end(), what.begin(), what.end());
  bins.push_back({option, count, begin, contents.size()});
  cost += problem.prices[option] * count;
}

std::int64_t Draft::bin_count() const {
  std::int64_t count = 0;
  for (const auto& row : bins) {
    count += row.count;
  }
  return count;
}

bool better(const Draft& a, const Draft& b) {
  return std::tie(a.unplaced, a.cost) < std::tie(b.unplaced, b.cost);
}

std::vector<std::int64_t> room_under_limits(const Problem& problem, const Draft& draft) {
  auto room = problem.limits;
  for (const auto& row : draft.bins) {
    room[row.option] -= room[row.option] == kUnlimited ? 0 : row.count;
  }
  return room;
}

void give_cheapest_options(const Problem& problem, std::span<const std::size_t> options,
                           Draft& draft) {
  auto room = room_under_limits(problem, draft);
  for (auto& row : draft.bins) {
    const auto contents = draft.contents_of(row);
    const auto used = sum_of_demands(problem, contents);
    auto best = row.option;
    for (const auto option : options) {
      if (problem.prices[option] < problem.prices[best] && room[option] >= row.count &&
          holds(problem, option, contents, used)) {
        best = option;
      }
    }
    if (best != row.option) {
      draft.cost -= (problem.prices[row.option] - problem.prices[best]) * row.count;
      room[best] -= room[best] == kUnlimited ? 0 : row.count;
      room[row.option] += room[row.option] == kUnlimited ? 0 : row.count;
      row.option = best;
    }
  }
}

void fill_up_to_least_bins(const Problem& problem, std::span<const std::size_t> options,
                           Draft& draft) {
  auto missing = draft.bins.empty() ? 0 : problem.min_bins - draft.bin_count();
  auto room = room_under_limits(problem, draft);
  while (missing > 0) {
    std::size_t best = problem.options;
    for (const auto option : options) {
      if (room[option] > 0 &&
          (best == problem.options || problem.prices[option] < problem.prices[best])) {
        best = option;
      }
    }
    if (best == problem.options) {
      return;
    }
    const auto count = std::min(missing, room[best]);
    draft.add(best, count, {}, problem);
    room[best] -= count;
    missing -= count;
  }
}

}  // namespace eksplan::pack
