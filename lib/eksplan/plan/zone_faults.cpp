#include "eksplan/plan/zone_faults.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::plan {

std::optional<std::string> ZoneFaults::unmet(std::size_t i) const {
  if (!pods_->has_pods(i)) {
    return std::nullopt;
  }
  if (count_zones(wishes_->eligible(i)) == 0) {
    return "";
  }
  const bool homeless = std::ranges::any_of(pods_->parcels_of(i), [&](const Parcel& parcel) {
    return parcel.holds(i) && count_zones(parcel.zones) == 0;
  });
  if (homeless || (wishes_->wants_near_by_zone(i) && !has_company(i)) || meets_enemies(i)) {
    return no_zone_text(i);
  }
  for (const auto s : wishes_->spreads_of(i)) {
    if (relations().spreads[s].owner == i && !is_even(relations().spreads[s])) {
      return zone_reason(i);
    }
  }
  return std::nullopt;
}

std::string ZoneFaults::zone_reason(std::size_t i) const {
  if (wishes_->is_apart_from_itself(i)) {
    return fmt::format("its pods keep apart by zone, {} of them, and the nodes are in {}",
                       item(i).replicas, zones_text());
  }
  const auto& spreads = wishes_->spreads_of(i);
  return spreads.empty() ? fmt::format("no zone of {} is left to it", zones_text())
                         : spread_reason(relations().spreads[spreads.front()]);
}

std::string ZoneFaults::spread_reason(const ZoneSpread& spread) const {
  const auto compared = wishes_->domains(spread);
  const auto there = count_zones(compared);
  if (there < spread.min_domains) {
    return fmt::format(
        "hard topology spread wants {} zones and until then at most {} in each, and there are "
        "nodes for {} in {}",
        spread.min_domains, base::plural(spread.max_skew, "pod", "pods"),
        item(spread.owner).workload.id, base::plural(there, "zone", "zones"));
  }
  if (const auto closed = closed_zones(spread, compared); !closed.empty()) {
    return fmt::format(
        "hard topology spread allows zones to differ by {} and counts {} too, where it may "
        "use no node ({})",
        base::plural(spread.max_skew, "pod", "pods"), base::and_list(closed), policy_text(spread));
  }
  return fmt::format(
      "hard topology spread allows zones to differ by {}, and the nodes and "
      "volumes in {} cannot be filled so evenly",
      base::plural(spread.max_skew, "pod", "pods"), zones_text());
}

bool ZoneFaults::meets_enemies(std::size_t i) const {
  const auto apart = relations().apart_by_zone.find(i);
  if (apart == relations().apart_by_zone.end()) {
    return false;
  }
  const auto own = pods_->occupied(i);
  return std::ranges::any_of(apart->second, [&](std::size_t other) {
    if (other == i || !pods_->contains(other)) {
      return false;
    }
    auto both = pods_->occupied(other);
    intersect(both, own);
    return count_zones(both) > 0;
  });
}

bool ZoneFaults::has_company(std::size_t i) const {
  const auto& near = relations().near.at(i);
  auto company = ZoneSet(wishes_->zones(), false);
  bool others = false;
  for (const auto target : near.targets) {
    if (pods_->contains(target) && pods_->has_pods(target)) {
      others = true;
      const auto there = pods_->occupied(target);
      unite(company, there);
    }
  }
  const auto own = pods_->occupied(i);
  if (!others) {
    return near.itself && count_zones(own) == 1;
  }
  for (std::size_t zone = 0; zone < wishes_->zones(); ++zone) {
    if (own[zone] && !company[zone]) {
      return false;
    }
  }
  return true;
}

bool ZoneFaults::is_even(const ZoneSpread& spread) const {
  const auto compared = wishes_->domains(spread);
  auto lowest = std::numeric_limits<std::int64_t>::max();
  for (std::size_t zone = 0; zone < wishes_->zones(); ++zone) {
    if (compared[zone]) {
      lowest = std::min(lowest, pods_->pods_in(spread.members, zone));
    }
  }
  if (count_zones(compared) < spread.min_domains) {
    lowest = 0;
  }
  for (std::size_t zone = 0; zone < wishes_->zones(); ++zone) {
    const bool own = pods_->pods_in({spread.owner}, zone) > 0;
    if (own && pods_->pods_in(spread.members, zone) > lowest + spread.max_skew) {
      return false;
    }
  }
  return true;
}

std::string ZoneFaults::no_zone_text(std::size_t i) const {
  if (wishes_->wants_near_by_zone(i)) {
    const auto& near = relations().near.at(i);
    const auto target = near.targets.empty() ? i : near.targets.front();
    return fmt::format(
        "required pod affinity wants them in the zones of {}, and no zone of {} "
        "will do for both",
        target == i ? "each other" : item(target).workload.id.text(), zones_text());
  }
  if (const auto apart = relations().apart_by_zone.find(i);
      apart != relations().apart_by_zone.end() && !wishes_->is_apart_from_itself(i)) {
    return fmt::format("it keeps apart by zone from {}, and no other zone of {} is left",
                       item(*apart->second.begin()).workload.id, zones_text());
  }
  if (in_->volumes.contains(i)) {
    return fmt::format("its volumes are in a zone in which no node for it is: the nodes are in {}",
                       zones_text());
  }
  return zone_reason(i);
}

// Those in which there may be nodes.
std::string ZoneFaults::zones_text() const {
  std::vector<std::string> names;
  for (std::size_t zone = 0; zone < wishes_->zones(); ++zone) {
    if (in_->nodes.supplied[zone]) {
      names.push_back(in_->nodes.zones[zone]);
    }
  }
  return fmt::format("{} ({})", base::plural(std::ssize(names), "zone", "zones"),
                     base::join(names, ", "));
}

// Zones that a spread compares and its pods may not use.
std::vector<std::string> ZoneFaults::closed_zones(const ZoneSpread& spread,
                                                  const ZoneSet& compared) const {
  const auto open = wishes_->eligible(spread.owner);
  std::vector<std::string> names;
  for (std::size_t zone = 0; zone < wishes_->zones(); ++zone) {
    if (compared[zone] && !open[zone]) {
      names.push_back(in_->nodes.zones[zone]);
    }
  }
  return names;
}

std::string_view ZoneFaults::policy_text(const ZoneSpread& spread) const {
  const auto& wish = item(spread.owner).workload.pod.spec.topology_spread[spread.wish];
  return wish.honors_affinity ? "nodeTaintsPolicy: Ignore" : "nodeAffinityPolicy: Ignore";
}

}  // namespace eksplan::plan
