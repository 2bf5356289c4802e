#include "eksplan/plan/zone_offers.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

namespace eksplan::plan {
namespace {

bool is_offered(const Candidate& candidate, std::string_view zone) {
  return candidate.zones.empty() || std::ranges::binary_search(candidate.zones, zone);
}

// How much of what somebody asks for by name is not to be had in a zone.
std::int64_t missing_wishes(std::string_view zone, const std::vector<Candidate>& candidates,
                            const std::set<std::string>& resources,
                            const std::set<std::string>& types) {
  std::int64_t missing = 0;
  for (const auto& resource : resources) {
    const auto gives = [&](const Candidate& candidate) {
      return candidate.allocatable.extended.contains(resource);
    };
    const bool there = std::ranges::any_of(candidates, [&](const Candidate& candidate) {
      return gives(candidate) && is_offered(candidate, zone);
    });
    missing += !there && std::ranges::any_of(candidates, gives) ? 1 : 0;
  }
  for (const auto& candidate : candidates) {
    const bool named = types.contains(std::string(candidate.type.name));
    missing += named && !is_offered(candidate, zone) ? 1 : 0;
  }
  return missing;
}

// Types that no other beats, wherever either is offered.
std::set<std::string> worth_having(const std::vector<Candidate>& candidates,
                                   const std::set<std::string>& told_apart) {
  auto anywhere = candidates;
  for (auto& candidate : anywhere) {
    candidate.zones.clear();
  }
  std::set<std::string> names;
  for (const auto& candidate : without_beaten(std::move(anywhere), told_apart)) {
    names.emplace(candidate.type.name);
  }
  return names;
}

}  // namespace

ZoneOrder zones_by_offer(const demand::Demand& demand, const catalog::Catalogue& catalogue,
                         const Options& options, const std::set<std::string>& told_apart) {
  ZoneOrder order{catalogue.region().zones, {}};
  const auto candidates = find_candidates(demand, catalogue, options, Wishing::all);
  const bool alike = std::ranges::all_of(
      candidates, [](const Candidate& candidate) { return candidate.zones.empty(); });
  if (alike) {
    return order;
  }
  const auto worth = worth_having(candidates, told_apart);
  const auto resources = wanted_resources(demand, Wishing::all);
  const auto types = named_types(demand, Wishing::all);
  std::map<std::string_view, std::tuple<bool, std::int64_t, std::int64_t>> missing;
  for (const auto zone : order.zones) {
    const auto lost = std::ranges::count_if(candidates, [&](const Candidate& candidate) {
      return worth.contains(std::string(candidate.type.name)) && !is_offered(candidate, zone);
    });
    const bool bare = std::ranges::none_of(
        candidates, [&](const Candidate& candidate) { return is_offered(candidate, zone); });
    if (bare) {
      order.bare.push_back(zone);
    }
    const auto tenths = lost * 10 / std::max<std::int64_t>(std::ssize(worth), 1);
    missing[zone] = {bare, missing_wishes(zone, candidates, resources, types), tenths};
  }
  std::ranges::stable_sort(order.zones, {}, [&](std::string_view zone) { return missing[zone]; });
  return order;
}

std::vector<Candidate> offered_in(const std::vector<std::string>& zones,
                                  std::vector<Candidate> candidates) {
  std::erase_if(candidates, [&](Candidate& candidate) {
    if (candidate.zones.empty()) {
      return false;
    }
    std::erase_if(candidate.zones, [&](std::string_view zone) {
      return std::ranges::find(zones, zone) == zones.end();
    });
    if (candidate.zones.size() == zones.size()) {
      candidate.zones.clear();
      return false;
    }
    return candidate.zones.empty();
  });
  return candidates;
}

bool is_confined(const Candidate& candidate, const std::vector<bool>& supplied) {
  return candidate.zones.size() == 1 && std::ranges::count(supplied, true) > 1;
}

std::vector<bool> supplied(const std::vector<std::string>& zones,
                           const std::vector<Candidate>& candidates) {
  std::vector<bool> result;
  for (const auto& zone : zones) {
    result.push_back(std::ranges::any_of(
        candidates, [&](const Candidate& candidate) { return is_offered(candidate, zone); }));
  }
  return result;
}

}  // namespace eksplan::plan
