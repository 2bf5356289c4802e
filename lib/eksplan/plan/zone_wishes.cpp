#include "eksplan/plan/zone_wishes.hpp"

#include <set>

#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {
namespace {

const std::vector<std::size_t>& entry_of(const std::map<std::size_t, std::vector<std::size_t>>& map,
                                         std::size_t i) {
  static const std::vector<std::size_t> kNone;
  const auto found = map.find(i);
  return found == map.end() ? kNone : found->second;
}

}  // namespace

ZoneWishes::ZoneWishes(const ArrangementInput& input)
    : in_(input), zones_(input.nodes.zones.size()) {
  const auto& spreads = input.relations.spreads;
  for (std::size_t s = 0; s < spreads.size(); ++s) {
    spreads_of_[spreads[s].owner].push_back(s);
  }
  for (std::size_t s = 0; s < spreads.size(); ++s) {
    for (const auto member : spreads[s].members) {
      if (member != spreads[s].owner) {
        spreads_of_[member].push_back(s);
      }
    }
  }
  for (const auto& [i, near] : input.relations.near) {
    for (const auto target : near.targets) {
      if (near.by_zone) {
        wanted_by_[target].push_back(i);
      }
    }
  }
  collect_kinds();
}

// Hundreds of options are a handful of kinds in each zone.
void ZoneWishes::collect_kinds() {
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (const auto& option : in_.nodes.options) {
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (in_.nodes.is_in(option, zone)) {
        seen.emplace(zone, option.kind);
      }
    }
  }
  kinds_.assign(seen.begin(), seen.end());
}

ZoneSet ZoneWishes::eligible(std::size_t i) const {
  ZoneSet zones(zones_, false);
  for (const auto& [zone, kind] : kinds_) {
    zones[zone] = zones[zone] || !in_.nodes.kinds.facts(kind).refusals[i];
  }
  return zones;
}

ZoneSet ZoneWishes::domains(const ZoneSpread& spread) const {
  const auto& pod = in_.demand.items[spread.owner].workload.pod.spec;
  ZoneSet zones(zones_, false);
  for (const auto& [zone, kind] : kinds_) {
    const auto& facts = in_.nodes.kinds.facts(kind);
    zones[zone] = zones[zone] || !facts.refusals[spread.owner] ||
                  rules::counts_nodes(pod.topology_spread[spread.wish], facts.kind, pod);
  }
  return zones;
}

bool ZoneWishes::wants_near_by_zone(std::size_t i) const {
  const auto near = in_.relations.near.find(i);
  return near != in_.relations.near.end() && near->second.by_zone && near->second.daemons.empty();
}

bool ZoneWishes::is_apart_from_itself(std::size_t i) const {
  const auto apart = in_.relations.apart_by_zone.find(i);
  return apart != in_.relations.apart_by_zone.end() && apart->second.contains(i);
}

bool ZoneWishes::is_split(std::size_t i) const {
  return spreads_of_.contains(i) || is_apart_from_itself(i);
}

const std::vector<std::size_t>& ZoneWishes::spreads_of(std::size_t i) const {
  return entry_of(spreads_of_, i);
}

const std::vector<std::size_t>& ZoneWishes::wanted_by(std::size_t i) const {
  return entry_of(wanted_by_, i);
}

}  // namespace eksplan::plan
