#include "bound_helpers.hpp"

#include <algorithm>
#include <cstddef>

namespace eksplan::pack {
namespace {

bool fits(const Scope& scope, std::size_t option, const std::vector<std::int64_t>& items) {
  const auto& problem = *scope.problem;
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    std::int64_t used = 0;
    for (std::size_t place = 0; place < scope.places(); ++place) {
      used += items[place] * problem.demand(scope.shapes[place])[d];
    }
    if (used > problem.capacity(option)[d]) {
      return false;
    }
  }
  for (std::size_t a = 0; a < scope.places(); ++a) {
    for (std::size_t b = 0; b < scope.places(); ++b) {
      const auto& others = problem.conflicts[scope.shapes[a]];
      if (items[a] > 0 && items[b] > 0 &&
          std::count(others.begin(), others.end(), scope.shapes[b]) > 0) {
        return false;
      }
    }
  }
  return true;
}

std::int64_t try_places(const Scope& scope, std::size_t option, const Worths& worths,
                        std::size_t place, std::vector<std::int64_t>& items) {
  if (place == scope.places()) {
    std::int64_t worth = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      worth += items[i] * worths[i];
    }
    return worth;
  }
  std::int64_t best = 0;
  for (items[place] = 0; items[place] <= scope.most_of(place, option); ++items[place]) {
    if (fits(scope, option, items)) {
      best = std::max(best, try_places(scope, option, worths, place + 1, items));
    }
  }
  items[place] = 0;
  return best;
}

}  // namespace

Served served_by(const Instance& instance, const Packing& packing) {
  Served served;
  served.problem = reduce(instance);
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    served.load.counts.push_back(instance.shapes[shape].count() - packing.unplaced[shape]);
    served.load.alone.push_back(instance.shapes[shape].alone_price.value_or(kUnlimited));
  }
  for (const auto& bin : packing.bins) {
    const auto& original = served.problem.original;
    const auto option = std::find(original.begin(), original.end(), bin.option) - original.begin();
    served.draft.add(static_cast<std::size_t>(option), bin.count, bin.contents, served.problem);
  }
  return served;
}

std::int64_t most_by_trying(const Scope& scope, std::size_t option, const Worths& worths) {
  std::vector<std::int64_t> items(scope.places(), 0);
  return try_places(scope, option, worths, 0, items);
}

}  // namespace eksplan::pack
