#include "eksplan/plan/zone_planner.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/plan/zone_fill.hpp"

namespace eksplan::plan {
namespace {

class ZonePlanner {
 public:
  ZonePlanner(const ArrangementInput& input, Bundles& bundles)
      : in_(&input),
        all_(&bundles),
        zones_(input.nodes.zones.size()),
        load_(zones_, 0),
        states_(bundles.bundles.size(), State::open) {
    for (std::size_t b = 0; b < bundles.bundles.size(); ++b) {
      for (const auto i : bundles.bundles[b].items) {
        bundle_of_[i] = b;
      }
    }
    for (std::size_t s = 0; s < input.relations.spreads.size(); ++s) {
      spreads_of_[input.relations.spreads[s].owner].push_back(s);
    }
    for (std::size_t s = 0; s < input.relations.spreads.size(); ++s) {
      for (const auto member : input.relations.spreads[s].members) {
        if (member != input.relations.spreads[s].owner) {
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

  void run() {
    // Whoever has least choice comes first; a tie is broken by order.
    std::vector<std::size_t> order;
    for (std::size_t b = 0; b < states_.size(); ++b) {
      if (is_touched(b)) {
        order.push_back(b);
      }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t b) { return rank(b); });
    for (const auto b : order) {
      settle(b);
    }
    while (refuse_unmet(order)) {
    }
  }

 private:
  enum class State : std::uint8_t { open, under_way, settled };

  const demand::Item& item(std::size_t i) const { return in_->demand.items[i]; }

  Bundle& bundle(std::size_t b) { return all_->bundles[b]; }

  const Bundle& bundle(std::size_t b) const { return all_->bundles[b]; }

  const Relations& relations() const { return in_->relations; }

  // Hundreds of options are a handful of kinds in each zone.
  void collect_kinds() {
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const auto& option : in_->nodes.options) {
      for (std::size_t zone = 0; zone < zones_; ++zone) {
        if (in_->nodes.is_in(option, zone)) {
          seen.emplace(zone, option.kind);
        }
      }
    }
    kinds_.assign(seen.begin(), seen.end());
  }

  // ZoneSet with nodes that the item's own selectors, affinity and tolerations accept.
  ZoneSet eligible(std::size_t i) const {
    ZoneSet zones(zones_, false);
    for (const auto& [zone, kind] : kinds_) {
      zones[zone] = zones[zone] || !in_->nodes.kinds.facts(kind).refusals[i];
    }
    return zones;
  }

  // ZoneSet that a spread compares: those with nodes that it takes into account, whether its pods
  // may be there or not.
  ZoneSet domains(const ZoneSpread& spread) const {
    const auto& pod = item(spread.owner).workload.pod.spec;
    ZoneSet zones(zones_, false);
    for (const auto& [zone, kind] : kinds_) {
      const auto& facts = in_->nodes.kinds.facts(kind);
      zones[zone] = zones[zone] || !facts.refusals[spread.owner] ||
                    rules::counts_nodes(pod.topology_spread[spread.wish], facts.kind, pod);
    }
    return zones;
  }

  bool wants_near_by_zone(std::size_t i) const {
    const auto near = relations().near.find(i);
    return near != relations().near.end() && near->second.by_zone && near->second.daemons.empty();
  }

  bool is_apart_from_itself(std::size_t i) const {
    const auto apart = relations().apart_by_zone.find(i);
    return apart != relations().apart_by_zone.end() && apart->second.contains(i);
  }

  bool is_split(std::size_t i) const { return spreads_of_.contains(i) || is_apart_from_itself(i); }

  bool is_touched(std::size_t b) const {
    return std::ranges::any_of(bundle(b).items, [&](std::size_t i) {
      return wants_near_by_zone(i) || wanted_by_.contains(i) || is_split(i) ||
             relations().apart_by_zone.contains(i);
    });
  }

  std::int64_t choices(std::size_t b) const {
    const auto zones = common_zones(bundle(b));
    return count_zones(zones);
  }

  std::pair<int, std::int64_t> rank(std::size_t b) const {
    const bool split = std::ranges::any_of(bundle(b).items, [&](auto i) { return is_split(i); });
    const bool owner = split || wants_one_zone(bundle(b));
    return {owner ? 0 : 1, choices(b)};
  }

  // ZoneSet in which every parcel of the bundle may be.
  ZoneSet common_zones(const Bundle& of) const {
    ZoneSet zones(zones_, true);
    for (const auto i : of.items) {
      intersect(zones, eligible(i));
    }
    for (const auto& parcel : of.parcels) {
      intersect(zones, parcel.zones);
    }
    return zones;
  }

  // Who asks for others in its zone, is asked for, or asks others to stay out of it.
  bool wants_one_zone(const Bundle& of) const {
    return std::ranges::any_of(of.items, [&](std::size_t i) {
      const auto& terms = item(i).workload.pod.spec.required_pod_anti_affinity;
      return wants_near_by_zone(i) || wanted_by_.contains(i) ||
             (relations().apart_by_zone.contains(i) && !terms.empty());
    });
  }

  void settle(std::size_t b) {
    if (states_[b] != State::open) {
      return;
    }
    states_[b] = State::under_way;
    auto allowed = allowed_zones(b);
    auto& of = bundle(b);
    const bool split = std::ranges::any_of(of.items, [&](auto i) { return is_split(i); });
    if (split) {
      split_over(of, allowed);
    } else if (wants_one_zone(of)) {
      keep_in_one(b, allowed);
    } else {
      for (auto& parcel : of.parcels) {
        narrow(parcel, allowed);
      }
    }
    states_[b] = State::settled;
    for (const auto& parcel : of.parcels) {
      add_load(parcel);
    }
  }

  // Where partners are and enemies are not, as far as these are settled.
  ZoneSet allowed_zones(std::size_t b) {
    ZoneSet allowed(zones_, true);
    for (const auto i : bundle(b).items) {
      intersect(allowed, eligible(i));
      if (wants_near_by_zone(i)) {
        const auto& near = relations().near.at(i);
        const auto target = best_target(near, in_->demand, all_->refused);
        if (target && bundle_of_.contains(*target) && bundle_of_.at(*target) != b) {
          settle(bundle_of_.at(*target));
          if (states_[bundle_of_.at(*target)] == State::settled) {
            intersect(allowed, occupied(*target));
          }
        }
      }
      if (const auto apart = relations().apart_by_zone.find(i);
          apart != relations().apart_by_zone.end()) {
        for (const auto other : apart->second) {
          exclude(allowed, i, other);
        }
      }
    }
    return allowed;
  }

  void exclude(ZoneSet& allowed, std::size_t i, std::size_t other) const {
    const auto b = bundle_of_.find(other);
    if (other == i || b == bundle_of_.end() || states_[b->second] != State::settled) {
      return;
    }
    const auto taken = occupied(other);
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      allowed[zone] = allowed[zone] && !taken[zone];
    }
  }

  // ZoneSet in which pods of the item may be.
  ZoneSet occupied(std::size_t i) const {
    ZoneSet zones(zones_, false);
    for (const auto& parcel : bundle(bundle_of_.at(i)).parcels) {
      if (holds(parcel, i)) {
        for (std::size_t zone = 0; zone < zones_; ++zone) {
          zones[zone] = zones[zone] || parcel.zones.empty() || parcel.zones[zone];
        }
      }
    }
    return zones;
  }

  static bool holds(const Parcel& parcel, std::size_t i) {
    return std::ranges::any_of(parcel.pods, [&](const PodsOf& of) { return of.item.value == i; });
  }

  void narrow(Parcel& parcel, const ZoneSet& allowed) const {
    if (parcel.zones.empty()) {
      parcel.zones = allowed;
    } else {
      intersect(parcel.zones, allowed);
    }
  }

  base::int128 cpu_of(const Parcel& parcel) const {
    base::int128 cpu = 0;
    for (const auto& of : parcel.pods) {
      cpu += base::int128{item(of.item.value).workload.pod.requests.cpu.millis()} * of.pods;
    }
    return cpu * parcel.units;
  }

  void add_load(const Parcel& parcel) {
    if (count_zones(parcel.zones) == 1) {
      const auto zone = std::ranges::find(parcel.zones, true) - parcel.zones.begin();
      load_[static_cast<std::size_t>(zone)] += cpu_of(parcel);
    }
  }

  std::size_t least_loaded(const ZoneSet& among) const {
    std::size_t best = zones_;
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (among[zone] && (best == zones_ || load_[zone] < load_[best])) {
        best = zone;
      }
    }
    return best;
  }

  ZoneSet only(std::size_t zone) const {
    ZoneSet zones(zones_, false);
    if (zone < zones_) {
      zones[zone] = true;
    }
    return zones;
  }

  // All of it in one zone, if that may be one in which its dependents can follow. Volumes that are
  // in several zones already keep their pods there.
  void keep_in_one(std::size_t b, const ZoneSet& allowed) {
    auto& of = bundle(b);
    auto common = common_zones(of);
    intersect(common, allowed);
    if (count_zones(common) == 0) {
      for (auto& parcel : of.parcels) {
        narrow(parcel, allowed);
        parcel.zones = only(least_loaded(parcel.zones));
      }
      return;
    }
    auto liked = common;
    for (const auto i : of.items) {
      if (const auto dependents = wanted_by_.find(i); dependents != wanted_by_.end()) {
        for (const auto dependent : dependents->second) {
          intersect(liked, reach(dependent));
        }
      }
    }
    const auto zone = least_loaded(count_zones(liked) > 0 ? liked : common);
    for (auto& parcel : of.parcels) {
      parcel.zones = only(zone);
    }
  }

  // ZoneSet that its own wishes and volumes leave to an item.
  ZoneSet reach(std::size_t i) const {
    const auto b = bundle_of_.find(i);
    return b == bundle_of_.end() ? ZoneSet(zones_, true) : common_zones(bundle(b->second));
  }

  // Parcels with least choice first, so that the others can make up for them.
  void split_over(Bundle& of, const ZoneSet& allowed) {
    for (auto& parcel : of.parcels) {
      narrow(parcel, allowed);
    }
    std::ranges::stable_sort(of.parcels, {},
                             [](const Parcel& parcel) { return count_zones(parcel.zones); });
    std::vector<Parcel> parts;
    for (std::size_t i = 0; i < of.parcels.size(); ++i) {
      ZoneSet reachable(zones_, false);
      for (std::size_t later = i; later < of.parcels.size(); ++later) {
        unite(reachable, of.parcels[later].zones);
      }
      split(of.parcels[i], reachable, parts);
    }
    of.parcels = std::move(parts);
  }

  // `reachable`: zones that this parcel or a later one of the bundle may raise.
  void split(const Parcel& parcel, const ZoneSet& reachable, std::vector<Parcel>& parts) {
    ZoneFill fill{.open = parcel.zones, .levels = {}, .limits = {}, .load = load_};
    fill.levels.assign(zones_, 0);
    fill.limits.assign(zones_, std::numeric_limits<std::int64_t>::max());
    bool first = true;
    for (const auto& of : parcel.pods) {
      limit(of, reachable, first, fill);
    }
    const auto filled = fill_zones(parcel.units, fill);
    auto left = parcel.units;
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (filled[zone] > 0) {
        auto part = parcel;
        part.units = filled[zone];
        part.zones = only(zone);
        count_in(part, zone);
        parts.push_back(std::move(part));
        left -= filled[zone];
      }
    }
    if (left > 0) {
      refuse_rest(parcel, left);
    }
  }

  void count_in(const Parcel& part, std::size_t zone) {
    for (const auto& of : part.pods) {
      auto& counts =
          counts_.emplace(of.item.value, std::vector<std::int64_t>(zones_, 0)).first->second;
      counts[zone] += of.pods * part.units;
    }
  }

  std::int64_t pods_in(const std::vector<std::size_t>& members, std::size_t zone) const {
    std::int64_t pods = 0;
    for (const auto member : members) {
      const auto counts = counts_.find(member);
      pods += counts == counts_.end() ? 0 : counts->second[zone];
    }
    return pods;
  }

  // What the wishes of one of the items in a unit leave of each zone.
  void limit(const PodsOf& of, const ZoneSet& reachable, bool& first, ZoneFill& fill) const {
    const auto i = of.item.value;
    if (is_apart_from_itself(i)) {
      for (std::size_t zone = 0; zone < zones_; ++zone) {
        const auto own = pods_in({i}, zone);
        fill.limits[zone] = std::min<std::int64_t>(fill.limits[zone], own + of.pods > 1 ? 0 : 1);
        if (first) {
          fill.levels[zone] = own;
        }
      }
      first = false;
    }
    const auto spreads = spreads_of_.find(i);
    if (spreads == spreads_of_.end()) {
      return;
    }
    for (const auto s : spreads->second) {
      const auto& spread = relations().spreads[s];
      const auto highest = highest_level(spread, reachable);
      for (std::size_t zone = 0; zone < zones_; ++zone) {
        const auto level = pods_in(spread.members, zone);
        if (highest) {
          fill.limits[zone] =
              std::min(fill.limits[zone], std::max<std::int64_t>((*highest - level) / of.pods, 0));
        }
        if (first) {
          fill.levels[zone] = level;
        }
      }
      first = false;
    }
  }

  // What no zone may pass: the skew over the lowest zone, where that one can rise no more.
  std::optional<std::int64_t> highest_level(const ZoneSpread& spread,
                                            const ZoneSet& reachable) const {
    const auto compared = domains(spread);
    if (count_zones(compared) < spread.min_domains) {
      return spread.max_skew;
    }
    std::optional<std::int64_t> lowest;
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (compared[zone] && !reachable[zone]) {
        const auto level = pods_in(spread.members, zone);
        lowest = lowest ? std::min(*lowest, level) : level;
      }
    }
    return lowest ? std::optional(*lowest + spread.max_skew) : std::nullopt;
  }

  void refuse_rest(const Parcel& parcel, std::int64_t units) {
    for (const auto& of : parcel.pods) {
      refuse(of.item.value, of.pods * units, zone_reason(of.item.value));
    }
  }

  void refuse(std::size_t i, std::int64_t pods, std::string reason) {
    auto& refused = all_->refused[i];
    refused.pods += pods;
    refused.reason = std::move(reason);
  }

  // Those in which there may be nodes.
  std::string zones_text() const {
    std::vector<std::string> names;
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (in_->nodes.supplied[zone]) {
        names.push_back(in_->nodes.zones[zone]);
      }
    }
    return fmt::format("{} ({})", base::plural(std::ssize(names), "zone", "zones"),
                       base::join(names, ", "));
  }

  std::string zone_reason(std::size_t i) const {
    if (is_apart_from_itself(i)) {
      return fmt::format("its pods keep apart by zone, {} of them, and the nodes are in {}",
                         item(i).replicas, zones_text());
    }
    if (const auto spreads = spreads_of_.find(i); spreads != spreads_of_.end()) {
      const auto& spread = relations().spreads[spreads->second.front()];
      const auto compared = domains(spread);
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
            "hard topology spread allows zones to differ by {} and counts {} too, where the nodes "
            "are none for it ({})",
            base::plural(spread.max_skew, "pod", "pods"), base::and_list(closed),
            policy_text(spread));
      }
      return fmt::format(
          "hard topology spread allows zones to differ by {}, and the nodes and "
          "volumes in {} cannot be filled so evenly",
          base::plural(spread.max_skew, "pod", "pods"), zones_text());
    }
    return fmt::format("no zone of {} is left to it", zones_text());
  }

  // Zones that a spread compares and its pods may not use.
  std::vector<std::string> closed_zones(const ZoneSpread& spread, const ZoneSet& compared) const {
    const auto open = eligible(spread.owner);
    std::vector<std::string> names;
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (compared[zone] && !open[zone]) {
        names.push_back(in_->nodes.zones[zone]);
      }
    }
    return names;
  }

  std::string_view policy_text(const ZoneSpread& spread) const {
    const auto& wish = item(spread.owner).workload.pod.spec.topology_spread[spread.wish];
    return wish.honors_affinity ? "nodeTaintsPolicy: Ignore" : "nodeAffinityPolicy: Ignore";
  }

  // Checks every wish once more against what came out.
  bool refuse_unmet(const std::vector<std::size_t>& order) {
    for (const auto b : order) {
      for (const auto i : bundle(b).items) {
        if (auto reason = unmet(i)) {
          drop(b, *std::move(reason));
          return true;
        }
      }
    }
    return false;
  }

  // Why a wish of the item does not hold; without words where no kind of node accepts it at all.
  std::optional<std::string> unmet(std::size_t i) const {
    if (!has_pods(i)) {
      return std::nullopt;
    }
    if (count_zones(eligible(i)) == 0) {
      return "";
    }
    const bool homeless = std::ranges::any_of(
        bundle(bundle_of_.at(i)).parcels,
        [&](const Parcel& parcel) { return holds(parcel, i) && count_zones(parcel.zones) == 0; });
    if (homeless || (wants_near_by_zone(i) && !has_company(i)) || meets_enemies(i)) {
      return no_zone_text(i);
    }
    const auto spreads = spreads_of_.find(i);
    if (spreads != spreads_of_.end()) {
      for (const auto s : spreads->second) {
        if (relations().spreads[s].owner == i && !is_even(relations().spreads[s])) {
          return zone_reason(i);
        }
      }
    }
    return std::nullopt;
  }

  bool meets_enemies(std::size_t i) const {
    const auto apart = relations().apart_by_zone.find(i);
    if (apart == relations().apart_by_zone.end()) {
      return false;
    }
    const auto own = occupied(i);
    return std::ranges::any_of(apart->second, [&](std::size_t other) {
      if (other == i || !bundle_of_.contains(other)) {
        return false;
      }
      auto both = occupied(other);
      intersect(both, own);
      return count_zones(both) > 0;
    });
  }

  bool has_company(std::size_t i) const {
    const auto& near = relations().near.at(i);
    auto company = ZoneSet(zones_, false);
    bool others = false;
    for (const auto target : near.targets) {
      if (bundle_of_.contains(target) && has_pods(target)) {
        others = true;
        const auto there = occupied(target);
        unite(company, there);
      }
    }
    const auto own = occupied(i);
    if (!others) {
      return near.itself && count_zones(own) == 1;
    }
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (own[zone] && !company[zone]) {
        return false;
      }
    }
    return true;
  }

  bool has_pods(std::size_t i) const {
    return std::ranges::any_of(bundle(bundle_of_.at(i)).parcels,
                               [&](const Parcel& parcel) { return holds(parcel, i); });
  }

  bool is_even(const ZoneSpread& spread) const {
    const auto compared = domains(spread);
    auto lowest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (compared[zone]) {
        lowest = std::min(lowest, pods_in(spread.members, zone));
      }
    }
    if (count_zones(compared) < spread.min_domains) {
      lowest = 0;
    }
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      const bool own = pods_in({spread.owner}, zone) > 0;
      if (own && pods_in(spread.members, zone) > lowest + spread.max_skew) {
        return false;
      }
    }
    return true;
  }

  std::string no_zone_text(std::size_t i) const {
    if (wants_near_by_zone(i)) {
      const auto& near = relations().near.at(i);
      const auto target = near.targets.empty() ? i : near.targets.front();
      return fmt::format(
          "required pod affinity wants them in the zones of {}, and no zone of {} "
          "will do for both",
          target == i ? "each other" : item(target).workload.id.text(), zones_text());
    }
    if (const auto apart = relations().apart_by_zone.find(i);
        apart != relations().apart_by_zone.end() && !is_apart_from_itself(i)) {
      return fmt::format("it keeps apart by zone from {}, and no other zone of {} is left",
                         item(*apart->second.begin()).workload.id, zones_text());
    }
    if (in_->volumes.contains(i)) {
      return fmt::format(
          "its volumes are in a zone in which no node for it is: the nodes are in {}",
          zones_text());
    }
    return zone_reason(i);
  }

  void drop(std::size_t b, std::string reason) {
    for (const auto& parcel : bundle(b).parcels) {
      for (const auto& of : parcel.pods) {
        refuse(of.item.value, of.pods * parcel.units, reason);
        counts_.erase(of.item.value);
      }
    }
    bundle(b).parcels.clear();
  }

  const ArrangementInput* in_;
  Bundles* all_;
  std::size_t zones_;
  std::vector<base::int128> load_;  // millicores that are bound to a zone
  std::vector<State> states_;       // by bundle
  std::map<std::size_t, std::size_t> bundle_of_;
  std::map<std::size_t, std::vector<std::size_t>> spreads_of_;  // that count the item's pods, its
                                                                // own ones first
  std::map<std::size_t, std::vector<std::size_t>> wanted_by_;   // in their zone
  std::vector<std::pair<std::size_t, std::size_t>> kinds_;      // zone and kind of node
  std::map<std::size_t, std::vector<std::int64_t>> counts_;     // pods by zone of what was split
};

}  // namespace

void plan_zones(const ArrangementInput& input, Bundles& bundles) {
  const auto& relations = input.relations;
  const bool wanted =
      !relations.spreads.empty() || !relations.apart_by_zone.empty() ||
      std::ranges::any_of(relations.near, [](const auto& entry) { return entry.second.by_zone; });
  if (wanted) {
    ZonePlanner(input, bundles).run();
  }
}

}  // namespace eksplan::plan
