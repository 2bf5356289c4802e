#include "eksplan/plan/node_options.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/plan/zone_offers.hpp"
#include "eksplan/plan/zones.hpp"

namespace eksplan::plan {
namespace {

std::vector<std::string> requested_resources(const demand::Demand& demand) {
  std::set<std::string> names;
  for (const auto& item : demand.items) {
    for (const auto& [resource, amount] : item.workload.pod.requests.extended) {
      names.insert(resource);
    }
  }
  return {names.begin(), names.end()};
}

// Where the smallest candidate has attachments for every volume there is nothing to count, and no
// type is better than another for having more.
void count_attachments(const demand::Demand& demand, const VolumeWishes& volumes,
                       NodeOptions& found) {
  const auto total = total_attachments(volumes, demand);
  const bool enough = std::ranges::all_of(found.candidates, [&](const Candidate& candidate) {
    return total <= rules::ebs_attachments(candidate.type);
  });
  if (enough) {
    return;
  }
  for (auto& candidate : found.candidates) {
    candidate.attachments = rules::ebs_attachments(candidate.type);
  }
  found.attachments.assign(demand.items.size(), 0);
  for (const auto& [item, wish] : volumes) {
    found.attachments[item] = wish.attachments_per_pod;
  }
  const std::string name(kEbsAttachments);
  found.extended.insert(std::ranges::lower_bound(found.extended, name), name);
}

// Types that some pod tells from the others by name.
std::set<std::string> told_apart(const std::vector<Candidate>& candidates, const NodeKinds& kinds) {
  std::set<std::string> names;
  for (const auto& candidate : candidates) {
    const std::string name(candidate.type.name);
    if (kinds.distinguishes("node.kubernetes.io/instance-type", name) ||
        kinds.distinguishes("beta.kubernetes.io/instance-type", name)) {
      names.insert(name);
    }
  }
  return names;
}

class OptionFinder {
 public:
  OptionFinder(const demand::Demand& demand, const catalog::Catalogue& catalogue,
               const VolumeWishes& volumes, NodeOptions& found)
      : demand_(&demand), region_(catalogue.region().name), volumes_(&volumes), found_(&found) {
    if (zones_matter(demand, volumes)) {
      for (std::size_t zone = 0; zone < found.zones.size(); ++zone) {
        zones_.emplace_back(zone);
      }
    } else {
      zones_.emplace_back(std::nullopt);
    }
  }

  void add_all() {
    std::vector<std::size_t> confined;
    for (std::size_t candidate = 0; candidate < found_->candidates.size(); ++candidate) {
      if (is_confined(found_->candidates[candidate], found_->supplied)) {
        confined.push_back(candidate);
      } else {
        add_options_of(candidate);
      }
    }
    add_needed(confined);
  }

 private:
  // A pod of an item, and the zones that its volumes leave it; none = any.
  struct Pod {
    std::size_t item = 0;
    const ZoneNames* zones = nullptr;
  };

  void add_options_of(std::size_t candidate) {
    const auto& type = found_->candidates[candidate];
    for (const auto zone : zones_) {
      if (zone && !offers(type, *zone)) {
        continue;
      }
      const auto labels = rules::well_known_labels(type.type, type.purchase, region_,
                                                   zone ? found_->zones[*zone] : "");
      for (std::size_t set = 0; set < found_->label_sets.size(); ++set) {
        const auto& put = found_->label_sets[set];
        if (!is_for(put, type)) {
          continue;
        }
        auto all_labels = labels;
        all_labels.insert(put.labels.begin(), put.labels.end());
        add({candidate, set, zone, found_->kinds.find(all_labels, put.taints), {}});
      }
    }
  }

  static bool is_for(const LabelSet& put, const Candidate& type) {
    const auto& has = type.allocatable.extended;
    return put.resources.empty() || std::ranges::any_of(put.resources, [&](const auto& resource) {
             return has.contains(resource);
           });
  }

  bool offers(const Candidate& type, std::size_t zone) const {
    return type.zones.empty() || std::ranges::binary_search(type.zones, found_->zones[zone]);
  }

  // Pods that no option so far takes.
  std::vector<Pod> homeless_pods() const {
    static const ZoneNames kAny;
    std::vector<Pod> homeless;
    const auto look_at = [&](const Pod& pod) {
      if (!is_taken(pod, 0)) {
        homeless.push_back(pod);
      }
    };
    for (std::size_t item = 0; item < demand_->items.size(); ++item) {
      if (demand_->items[item].is_daemon || demand_->items[item].replicas == 0) {
        continue;
      }
      const auto wish = volumes_->find(item);
      look_at({item, wish == volumes_->end() ? &kAny : &wish->second.zones});
      if (wish != volumes_->end()) {
        for (const auto& [ordinal, zones] : wish->second.by_ordinal) {
          look_at({item, &zones});
        }
      }
    }
    return homeless;
  }

  // By an option from number `from` on.
  bool is_taken(const Pod& pod, std::size_t from) const {
    const auto wanted = found_->amounts_of_pod(pod.item, *demand_);
    const auto options = std::span(found_->options).subspan(from);
    return std::ranges::any_of(options, [&](const NodeOption& option) {
      return !found_->kinds.facts(option.kind).refusals[pod.item] &&
             is_in_one_of(option, *pod.zones) && option.has_room(wanted);
    });
  }

  bool is_in_one_of(const NodeOption& option, const ZoneNames& names) const {
    if (names.empty()) {
      return true;
    }
    for (std::size_t zone = 0; zone < found_->zones.size(); ++zone) {
      if (found_->is_in(option, zone) && std::ranges::binary_search(names, found_->zones[zone])) {
        return true;
      }
    }
    return false;
  }

  // Of the types that are in one zone alone those that take pods which no other takes.
  void add_needed(const std::vector<std::size_t>& confined) {
    if (confined.empty()) {
      return;
    }
    const auto homeless = homeless_pods();
    for (const auto candidate : confined) {
      const auto before = found_->options.size();
      add_options_of(candidate);
      const bool needed =
          std::ranges::any_of(homeless, [&](const Pod& pod) { return is_taken(pod, before); });
      if (!needed) {
        found_->options.resize(before);
        found_->confined.push_back(found_->candidates[candidate].type.name);
      }
    }
  }

  // Daemons' requests are summed once per kind.
  const std::vector<base::int128>& daemon_load(std::size_t kind) {
    while (loads_.size() <= kind) {
      std::vector<base::int128> load(kFirstExtended + found_->extended.size(), 0);
      for (const auto daemon : found_->kinds.facts(loads_.size()).daemons) {
        const auto amounts = found_->amounts_of_pod(daemon, *demand_);
        for (std::size_t d = 0; d < load.size(); ++d) {
          load[d] += amounts[d];
        }
      }
      loads_.push_back(std::move(load));
    }
    return loads_[kind];
  }

  void add(NodeOption option) {
    option.capacity = amounts_of(found_->candidates[option.candidate], found_->extended);
    const auto& load = daemon_load(option.kind);
    for (std::size_t d = 0; d < load.size(); ++d) {
      if (load[d] > option.capacity[d]) {
        note_crowding(option);
        return;
      }
      option.capacity[d] -= static_cast<std::int64_t>(load[d]);
    }
    found_->options.push_back(std::move(option));
  }

  // The DaemonSet that asks for the largest part of what the node has.
  void note_crowding(const NodeOption& option) {
    if (!found_->crowded_out.empty()) {
      return;
    }
    base::int128 most = -1;
    for (const auto daemon : found_->kinds.facts(option.kind).daemons) {
      const auto& workload = demand_->items[daemon].workload;
      const auto amounts = found_->amounts_of_pod(daemon, *demand_);
      for (std::size_t d = 0; d < amounts.size(); ++d) {
        const auto part =
            base::int128{amounts[d]} * 1'000'000 / std::max<std::int64_t>(option.capacity[d], 1);
        if (part > most) {
          most = part;
          found_->crowded_out = workload.id.text();
        }
      }
    }
  }

  const demand::Demand* demand_;
  std::string_view region_;
  const VolumeWishes* volumes_;
  NodeOptions* found_;
  std::vector<std::optional<std::size_t>> zones_;
  std::vector<std::vector<base::int128>> loads_;  // by kind
};

}  // namespace

Amounts amounts_of(const Candidate& candidate, const std::vector<std::string>& extended) {
  const auto& allocatable = candidate.allocatable;
  Amounts amounts{allocatable.cpu.millis(), allocatable.memory.count(),
                  allocatable.ephemeral_storage.count(), allocatable.pods};
  for (const auto& resource : extended) {
    const auto offer = allocatable.extended.find(resource);
    amounts.push_back(resource == kEbsAttachments           ? candidate.attachments
                      : offer == allocatable.extended.end() ? 0
                                                            : offer->second);
  }
  return amounts;
}

Amounts amounts_of(const model::PodRequests& requests, const std::vector<std::string>& extended) {
  Amounts amounts{requests.cpu.millis(), requests.memory.count(),
                  requests.ephemeral_storage.count(), 1};
  for (const auto& resource : extended) {
    const auto wanted = requests.extended.find(resource);
    amounts.push_back(wanted == requests.extended.end() ? 0 : wanted->second);
  }
  for (auto& amount : amounts) {
    amount = std::max<std::int64_t>(amount, 0);
  }
  return amounts;
}

std::uint32_t NodeOptions::group_class(const NodeOption& option) const {
  return static_cast<std::uint32_t>(option.candidate * label_sets.size() + option.label_set);
}

std::optional<std::size_t> NodeOptions::attachments_dimension() const {
  const auto found = std::ranges::find(extended, kEbsAttachments);
  return attachments.empty() || found == extended.end()
             ? std::nullopt
             : std::optional(kFirstExtended + static_cast<std::size_t>(found - extended.begin()));
}

Amounts NodeOptions::amounts_of_pod(std::size_t item, const demand::Demand& demand) const {
  auto amounts = amounts_of(demand.items[item].workload.pod.requests, extended);
  if (const auto dimension = attachments_dimension()) {
    amounts[*dimension] = attachments[item];
  }
  return amounts;
}

bool NodeOptions::is_in(const NodeOption& option, std::size_t zone) const {
  const auto& offered = candidates[option.candidate].zones;
  return option.zone ? *option.zone == zone
                     : offered.empty() || std::ranges::binary_search(offered, zones[zone]);
}

bool NodeOption::has_room(const Amounts& wanted) const {
  return std::ranges::equal(wanted, capacity, std::ranges::less_equal{});
}

bool NodeOptions::take(std::size_t item, const demand::Demand& demand) const {
  const auto wanted = amounts_of_pod(item, demand);
  return std::ranges::any_of(options, [&](const NodeOption& option) {
    return !kinds.facts(option.kind).refusals[item] && option.has_room(wanted);
  });
}

NodeOptions find_node_options(const demand::Demand& demand, const catalog::Catalogue& catalogue,
                              const Options& options, const VolumeWishes& volumes,
                              std::vector<LabelSet> sets) {
  NodeKinds kinds(demand);
  const auto candidates = find_candidates(demand, catalogue, options);
  const auto named = told_apart(candidates, kinds);
  auto zones =
      choose_zones(demand, volumes, zones_by_offer(demand, catalogue, options, named), options);
  NodeOptions found{offered_in(zones, candidates),
                    std::move(sets),
                    std::move(zones),
                    requested_resources(demand),
                    std::move(kinds),
                    {},
                    {}};
  found.supplied = supplied(found.zones, found.candidates);
  count_attachments(demand, volumes, found);
  found.candidates = without_beaten(std::move(found.candidates), named);
  OptionFinder(demand, catalogue, volumes, found).add_all();
  return found;
}

}  // namespace eksplan::plan
