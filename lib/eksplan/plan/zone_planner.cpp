#include "eksplan/plan/zone_planner.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/plan/zone_faults.hpp"
#include "eksplan/plan/zone_fill.hpp"
#include "eksplan/plan/zone_wishes.hpp"
#include "eksplan/plan/zoned_pods.hpp"

namespace eksplan::plan {
namespace {

class ZonePlanner {
 public:
  ZonePlanner(const ArrangementInput& input, Bundles& bundles)
      : in_(&input),
        all_(&bundles),
        wishes_(input),
        pods_(bundles, wishes_.zones()),
        faults_(input, wishes_, pods_),
        zones_(wishes_.zones()),
        load_(zones_, 0),
        states_(bundles.bundles.size(), State::open) {}

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

  bool is_touched(std::size_t b) const {
    return std::ranges::any_of(bundle(b).items, [&](std::size_t i) {
      return wishes_.wants_near_by_zone(i) || !wishes_.wanted_by(i).empty() ||
             wishes_.is_split(i) || relations().apart_by_zone.contains(i);
    });
  }

  std::int64_t choices(std::size_t b) const {
    const auto zones = common_zones(bundle(b));
    return count_zones(zones);
  }

  std::pair<int, std::int64_t> rank(std::size_t b) const {
    const bool split =
        std::ranges::any_of(bundle(b).items, [&](auto i) { return wishes_.is_split(i); });
    const bool owner = split || wants_one_zone(bundle(b));
    return {owner ? 0 : 1, choices(b)};
  }

  // ZoneSet in which every parcel of the bundle may be.
  ZoneSet common_zones(const Bundle& of) const {
    ZoneSet zones(zones_, true);
    for (const auto i : of.items) {
      intersect(zones, wishes_.eligible(i));
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
      return wishes_.wants_near_by_zone(i) || !wishes_.wanted_by(i).empty() ||
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
    const bool split = std::ranges::any_of(of.items, [&](auto i) { return wishes_.is_split(i); });
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
      intersect(allowed, wishes_.eligible(i));
      if (wishes_.wants_near_by_zone(i)) {
        const auto& near = relations().near.at(i);
        const auto target = best_target(near, in_->demand, all_->refused);
        if (target && pods_.contains(*target) && pods_.bundle_of(*target) != b) {
          settle(pods_.bundle_of(*target));
          if (states_[pods_.bundle_of(*target)] == State::settled) {
            intersect(allowed, pods_.occupied(*target));
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
    if (other == i || !pods_.contains(other) || states_[pods_.bundle_of(other)] != State::settled) {
      return;
    }
    const auto taken = pods_.occupied(other);
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      allowed[zone] = allowed[zone] && !taken[zone];
    }
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
      for (const auto dependent : wishes_.wanted_by(i)) {
        intersect(liked, reach(dependent));
      }
    }
    const auto zone = least_loaded(count_zones(liked) > 0 ? liked : common);
    for (auto& parcel : of.parcels) {
      parcel.zones = only(zone);
    }
  }

  // ZoneSet that its own wishes and volumes leave to an item.
  ZoneSet reach(std::size_t i) const {
    return pods_.contains(i) ? common_zones(bundle(pods_.bundle_of(i))) : ZoneSet(zones_, true);
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
        pods_.count_in(part, zone);
        parts.push_back(std::move(part));
        left -= filled[zone];
      }
    }
    if (left > 0) {
      refuse_rest(parcel, left);
    }
  }

  // What the wishes of one of the items in a unit leave of each zone.
  void limit(const PodsOf& of, const ZoneSet& reachable, bool& first, ZoneFill& fill) const {
    const auto i = of.item.value;
    if (wishes_.is_apart_from_itself(i)) {
      for (std::size_t zone = 0; zone < zones_; ++zone) {
        const auto own = pods_.pods_in({i}, zone);
        fill.limits[zone] = std::min<std::int64_t>(fill.limits[zone], own + of.pods > 1 ? 0 : 1);
        if (first) {
          fill.levels[zone] = own;
        }
      }
      first = false;
    }
    const auto& spreads = wishes_.spreads_of(i);
    if (spreads.empty()) {
      return;
    }
    for (const auto s : spreads) {
      const auto& spread = relations().spreads[s];
      const auto highest = highest_level(spread, reachable);
      for (std::size_t zone = 0; zone < zones_; ++zone) {
        const auto level = pods_.pods_in(spread.members, zone);
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
    const auto compared = wishes_.domains(spread);
    if (count_zones(compared) < spread.min_domains) {
      return spread.max_skew;
    }
    std::optional<std::int64_t> lowest;
    for (std::size_t zone = 0; zone < zones_; ++zone) {
      if (compared[zone] && !reachable[zone]) {
        const auto level = pods_.pods_in(spread.members, zone);
        lowest = lowest ? std::min(*lowest, level) : level;
      }
    }
    return lowest ? std::optional(*lowest + spread.max_skew) : std::nullopt;
  }

  void refuse_rest(const Parcel& parcel, std::int64_t units) {
    for (const auto& of : parcel.pods) {
      refuse(of.item.value, of.pods * units, faults_.zone_reason(of.item.value));
    }
  }

  void refuse(std::size_t i, std::int64_t pods, std::string reason) {
    auto& refused = all_->refused[i];
    refused.pods += pods;
    refused.reason = std::move(reason);
  }

  // Checks every wish once more against what came out.
  bool refuse_unmet(const std::vector<std::size_t>& order) {
    for (const auto b : order) {
      for (const auto i : bundle(b).items) {
        if (auto reason = faults_.unmet(i)) {
          drop(b, *std::move(reason));
          return true;
        }
      }
    }
    return false;
  }

  void drop(std::size_t b, std::string reason) {
    for (const auto& parcel : bundle(b).parcels) {
      for (const auto& of : parcel.pods) {
        refuse(of.item.value, of.pods * parcel.units, reason);
        pods_.forget(of.item.value);
      }
    }
    bundle(b).parcels.clear();
  }

  const ArrangementInput* in_;
  Bundles* all_;
  ZoneWishes wishes_;
  ZonedPods pods_;
  ZoneFaults faults_;
  std::size_t zones_;
  std::vector<base::int128> load_;  // millicores that are bound to a zone
  std::vector<State> states_;       // by bundle
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
