#include "eksplan/pack/fleet.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "eksplan/pack/fleet_search.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kMostParties = 400;
constexpr std::size_t kFewGroups = 6;  // limits up to this are all gone through

std::vector<std::size_t> limits_up_to(std::size_t limit) {
  std::vector<std::size_t> limits;
  const auto most = limit == 0 ? kLargestFleet : limit;
  for (std::size_t groups = 1; groups <= std::min(limit == 0 ? 3 : most, kFewGroups); ++groups) {
    limits.push_back(groups);
  }
  if (limits.back() < most) {
    limits.push_back(most);
  }
  return limits;
}

bool any_alone(const Instance& instance) {
  return std::any_of(instance.shapes.begin(), instance.shapes.end(),
                     [](const Shape& shape) { return shape.alone_price.has_value(); });
}

}  // namespace

bool suits_fleet(const Instance& instance, const Problem& problem, double bins, double most_bins) {
  std::size_t parties = 0;
  for (const auto& shape : instance.shapes) {
    parties += shape.lots.size();
  }
  return bins <= most_bins && parties <= kMostParties &&
         static_cast<double>(problem.min_bins) <= most_bins &&
         std::all_of(problem.limits.begin(), problem.limits.end(),
                     [](std::int64_t limit) { return limit == kUnlimited; });
}

LotChoice choose_fleet(const Instance& instance, const Problem& problem, int level,
                       Journal& journal) {
  const bool alone = any_alone(instance);
  Fleets in_bins_only(instance, problem, false);
  Fleets with_alone(instance, problem, alone);
  const auto limits = limits_up_to(problem.group_limit);
  std::vector<Found> whole(limits.size());
  std::vector<Found> mixed(limits.size());
  const auto improve = [](const Found& other, Found& found) {
    found = other.score < found.score ? other : found;
  };
  const auto search = [&](Fleets& fleets, std::size_t limit, int at, Found& found) {
    const auto before = fleets.steps();
    fleets.search(limit, at, found);
    journal.stage(fleets.steps() - before);
  };
  for (int at = 0; at <= level; ++at) {
    in_bins_only.forget();
    with_alone.forget();
    for (std::size_t i = 0; i < limits.size(); ++i) {
      improve(whole[i > 0 ? i - 1 : 0], whole[i]);
      search(in_bins_only, limits[i], at, whole[i]);
      improve(mixed[i > 0 ? i - 1 : 0], mixed[i]);
      improve(whole[i], mixed[i]);
      if (alone) {
        search(with_alone, limits[i], at, mixed[i]);
      }
    }
    journal.found(mixed.back().score.cost);
  }
  return std::move(mixed.back().choice);
}

std::optional<LotChoice> fill_fleet(const Instance& instance, const Problem& problem,
                                    const std::vector<std::int64_t>& bins, std::int64_t cost,
                                    int level, Journal& journal) {
  Fleet fleet;
  for (std::size_t option = 0; option < bins.size(); ++option) {
    for (std::int64_t i = 0; i < bins[option] && fleet.size() <= kLargestFleet; ++i) {
      fleet.push_back(option);
    }
  }
  if (fleet.size() > kLargestFleet) {
    return std::nullopt;
  }
  Fleets fleets(instance, problem, any_alone(instance));
  Found found;
  found.score = {0, cost, 0};
  fleets.search_in(fleet, limits_up_to(problem.group_limit).back(), level, found);
  journal.stage(fleets.steps());
  if (found.score.cost >= cost) {
    return std::nullopt;
  }
  journal.found(found.score.cost);
  return std::move(found.choice);
}

}  // namespace eksplan::pack
