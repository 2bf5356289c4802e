#include "eksplan/plan/bundles.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::plan {
namespace {

std::string wanted_text(const model::PodAffinityTerm& term) {
  std::vector<std::string> words;
  if (term.selector) {
    for (const auto& requirement : term.selector->requirements) {
      words.push_back(rules::requirement_text(requirement));
    }
  }
  return words.empty() ? "any label" : base::and_list(words);
}

// An item that only its namespace keeps from being a target: an affinity term without namespaces
// speaks of its own alone.
std::string elsewhere_text(const model::Workload& owner, const demand::Demand& demand) {
  const auto& term = owner.pod.spec.required_pod_affinity.front();
  for (const auto& item : demand.items) {
    if (term.selector && item.replicas > 0 &&
        rules::matches(*term.selector, item.workload.pod.labels) &&
        item.workload.id.namespace_name != owner.id.namespace_name) {
      return fmt::format("; {} has such pods, in a namespace that the term does not name",
                         item.workload.id);
    }
  }
  return "";
}

std::string no_target_text(const model::Workload& owner, const demand::Demand& demand) {
  const auto& term = owner.pod.spec.required_pod_affinity.front();
  return fmt::format("required pod affinity by {} wants pods with {}, and no node has any{}",
                     term.topology_key, wanted_text(term), elsewhere_text(owner, demand));
}

class Welder {
 public:
  explicit Welder(const ArrangementInput& input)
      : in_(&input), parent_(input.demand.items.size()), takes_part_(input.demand.items.size()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (std::size_t i = 0; i < takes_part_.size(); ++i) {
      const auto& item = input.demand.items[i];
      takes_part_[i] = !input.left_out[i] && !item.is_daemon && item.replicas > 0;
    }
  }

  Bundles run() {
    for (const auto i : in_->relations.kept_apart_by_daemons) {
      if (takes_part_[i]) {
        refuse(
            i, item(i).replicas,
            "a DaemonSet is in every zone, and one of the two keeps apart by zone from the other");
      }
    }
    refuse_lonely();
    join_near();
    join_by_claim();
    std::map<std::size_t, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < takes_part_.size(); ++i) {
      if (takes_part_[i] && !result_.refused.contains(i)) {
        members[root(i)].push_back(i);
      }
    }
    for (auto& [first, items] : members) {
      add_bundle(std::move(items));
    }
    std::ranges::sort(result_.bundles, {},
                      [](const Bundle& bundle) { return bundle.items.front(); });
    return std::move(result_);
  }

 private:
  const demand::Item& item(std::size_t i) const { return in_->demand.items[i]; }

  std::size_t root(std::size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  void refuse(std::size_t i, std::int64_t pods, std::string reason) {
    result_.refused[i] = {pods, std::move(reason)};
  }

  // Who is refused is no target for others, so this goes on until nobody is.
  void refuse_lonely() {
    for (bool again = true; again;) {
      again = false;
      for (const auto& [i, near] : in_->relations.near) {
        const bool met = !takes_part_[i] || near.itself || !near.daemons.empty() ||
                         best_target(near, in_->demand, result_.refused).has_value();
        if (!met && !result_.refused.contains(i)) {
          refuse(i, item(i).replicas, no_target_text(item(i).workload, in_->demand));
          again = true;
        }
      }
    }
  }

  void join_near() {
    for (const auto& [i, near] : in_->relations.near) {
      if (!near.by_node || !takes_part_[i] || result_.refused.contains(i) ||
          !near.daemons.empty()) {
        continue;
      }
      dependents_.insert(i);
      if (const auto target = best_target(near, in_->demand, result_.refused)) {
        targets_.insert(*target);
        join(i, *target);
      } else {
        together_.insert(i);
      }
    }
  }

  void join_by_claim() {
    std::map<std::string, std::size_t> first;
    for (const auto& [i, wish] : in_->volumes) {
      if (!takes_part_[i] || result_.refused.contains(i)) {
        continue;
      }
      for (const auto& claim : wish.shared) {
        join(i, first.emplace(claim, i).first->second);
        dependents_.insert(i);
        together_.insert(i);
        claims_[i].insert(claim);
      }
      if (wish.one_pod) {
        one_pod_.insert(i);
      }
    }
  }

  void add_bundle(std::vector<std::size_t> items) {
    Bundle bundle{std::move(items), {}};
    const bool plain = std::ranges::none_of(bundle.items, [&](std::size_t i) {
      return dependents_.contains(i) || targets_.contains(i);
    });
    if (plain) {
      for (const auto i : bundle.items) {
        add_singles(i, item(i).replicas, bundle);
      }
    } else {
      weld(bundle);
    }
    result_.bundles.push_back(std::move(bundle));
  }

  void add_singles(std::size_t i, std::int64_t pods, Bundle& bundle) const {
    auto parcels = single_parcels(i, pods, *in_);
    bundle.parcels.insert(bundle.parcels.end(), parcels.begin(), parcels.end());
  }

  // Targets that ask for nothing themselves give one pod to each unit; the rest of them are free.
  bool is_free_target(std::size_t i) const { return !dependents_.contains(i); }

  std::int64_t pods_that_may_run(std::size_t i) const {
    return one_pod_.contains(i) ? std::min<std::int64_t>(item(i).replicas, 1) : item(i).replicas;
  }

  std::int64_t units_of(const Bundle& bundle) const {
    std::int64_t units = kMostPods;
    for (const auto i : bundle.items) {
      if (together_.contains(i)) {
        return 1;
      }
      if (targets_.contains(i)) {
        units = std::min(units, item(i).replicas);
      }
    }
    return units;
  }

  std::string cannot_share(const Bundle& bundle, std::int64_t units) const {
    for (const auto i : bundle.items) {
      const auto cap = rules::per_node_cap(item(i).workload);
      const auto most = (pods_that_may_run(i) + units - 1) / units;
      if (cap && !is_free_target(i) && most > *cap && bundle.items.size() > 1) {
        return fmt::format("{} pods of {} have to be on one node, which may hold {}", most,
                           item(i).workload.id, *cap);
      }
      for (const auto other : bundle.items) {
        const bool apart =
            other > i && (rules::exclude_each_other(item(i).workload, item(other).workload) ||
                          in_->relations.apart_by_node.contains({i, other}));
        if (apart) {
          return fmt::format("{} and {} have to be on one node and may not share one",
                             item(i).workload.id, item(other).workload.id);
        }
      }
    }
    return "";
  }

  void weld(Bundle& bundle) {
    const auto units = units_of(bundle);
    if (const auto reason = cannot_share(bundle, units); !reason.empty()) {
      for (const auto i : bundle.items) {
        if (is_free_target(i)) {
          add_singles(i, item(i).replicas, bundle);
        } else {
          refuse(i, item(i).replicas, reason);
        }
      }
      return;
    }
    std::map<std::size_t, std::int64_t> to_weld;
    std::set<std::int64_t> steps{0, units};
    for (const auto i : bundle.items) {
      if (!is_free_target(i)) {
        to_weld[i] = welded_pods(i, bundle);
        steps.insert(to_weld[i] % units);
      }
    }
    add_units(bundle, units, to_weld, steps);
  }

  // Of one item alone on a node as many as may be there; the others are refused.
  std::int64_t welded_pods(std::size_t i, const Bundle& bundle) {
    auto pods = pods_that_may_run(i);
    const auto cap = rules::per_node_cap(item(i).workload);
    if (cap && bundle.items.size() == 1) {
      pods = std::min(pods, *cap);
    }
    if (pods < item(i).replicas) {
      refuse(i, item(i).replicas - pods,
             one_pod_.contains(i)
                 ? "a volume claim that they share is ReadWriteOncePod"
                 : fmt::format("all of them have to be on one node, which may hold {}", *cap));
    }
    return pods;
  }

  void add_units(Bundle& bundle, std::int64_t units,
                 const std::map<std::size_t, std::int64_t>& to_weld,
                 const std::set<std::int64_t>& steps) const {
    std::int64_t with_dependents = 0;
    for (auto step = steps.begin(); std::next(step) != steps.end(); ++step) {
      Parcel parcel;
      parcel.units = *std::next(step) - *step;
      for (const auto& [i, pods] : to_weld) {
        const auto each = pods / units + (*step < pods % units ? 1 : 0);
        if (each > 0) {
          parcel.pods.push_back({ItemIndex{i}, each});
        }
      }
      if (!parcel.pods.empty()) {
        with_dependents += parcel.units;
        complete(bundle, parcel);
        bundle.parcels.push_back(std::move(parcel));
      }
    }
    for (const auto i : bundle.items) {
      if (is_free_target(i) && item(i).replicas > with_dependents) {
        add_singles(i, item(i).replicas - with_dependents, bundle);
      }
    }
  }

  void complete(const Bundle& bundle, Parcel& parcel) const {
    for (const auto i : bundle.items) {
      if (is_free_target(i)) {
        parcel.pods.push_back({ItemIndex{i}, 1});
      }
    }
    std::ranges::sort(parcel.pods);
    std::set<std::string> claims;
    for (const auto& of : parcel.pods) {
      if (const auto own = claims_.find(of.item.value); own != claims_.end()) {
        claims.insert(own->second.begin(), own->second.end());
      }
      narrow(parcel.zones, of.item.value);
    }
    parcel.shared_attachments = static_cast<std::int64_t>(claims.size());
  }

  // To the zones of all volumes that the item's pods may have.
  void narrow(ZoneSet& zones, std::size_t i) const {
    for (const auto& single : single_parcels(i, item(i).replicas, *in_)) {
      if (zones.empty()) {
        zones = single.zones;
      } else {
        intersect(zones, single.zones);
      }
    }
  }

  const ArrangementInput* in_;
  std::vector<std::size_t> parent_;
  std::vector<bool> takes_part_;
  std::set<std::size_t> dependents_;  // ask for company on their node
  std::set<std::size_t> targets_;     // are asked for it
  std::set<std::size_t> together_;    // all pods on one node
  std::set<std::size_t> one_pod_;
  std::map<std::size_t, std::set<std::string>> claims_;
  Bundles result_;
};

ZoneSet among(const ZoneNames& names, const std::vector<std::string>& zones) {
  ZoneSet allowed;
  for (const auto& zone : zones) {
    if (!names.empty()) {
      allowed.push_back(std::ranges::find(names, zone) != names.end());
    }
  }
  return allowed;
}

}  // namespace

Bundles find_bundles(const ArrangementInput& input) {
  return Welder(input).run();
}

std::optional<std::size_t> best_target(const Nearness& near, const demand::Demand& demand,
                                       const std::map<std::size_t, Refused>& refused) {
  std::optional<std::size_t> best;
  for (const auto target : near.targets) {
    if (!refused.contains(target) &&
        (!best || demand.items[target].replicas > demand.items[*best].replicas)) {
      best = target;
    }
  }
  return best;
}

std::vector<Parcel> single_parcels(std::size_t item, std::int64_t pods,
                                   const ArrangementInput& input) {
  const PodsOf one{ItemIndex{item}, 1};
  const auto wish = input.volumes.find(item);
  if (wish == input.volumes.end()) {
    return {{.pods = {one}, .units = pods}};
  }
  const auto shared = among(wish->second.zones, input.nodes.zones);
  std::vector<Parcel> parcels;
  std::map<ZoneSet, std::int64_t> pinned;
  for (const auto& [ordinal, names] : wish->second.by_ordinal) {
    if (ordinal < pods) {
      auto zones = among(names, input.nodes.zones);
      intersect(zones, shared);
      ++pinned[zones];
    }
  }
  auto free = pods;
  for (const auto& [zones, count] : pinned) {
    parcels.push_back({.pods = {one}, .units = count, .zones = zones});
    free -= count;
  }
  if (free > 0) {
    parcels.push_back({.pods = {one}, .units = free, .zones = shared});
  }
  return parcels;
}

}  // namespace eksplan::plan
