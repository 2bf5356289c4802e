#include "eksplan/plan/reduced_plan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {
namespace {

/// Pods of one item that stay on equal nodes: all that were there on the first `full` of them,
/// `rest` on the next one, none on the others.
struct Kept {
  std::int64_t per_node = 0;
  std::int64_t full = 0;
  std::int64_t rest = 0;

  std::int64_t on_node(std::int64_t node) const {
    return node < full ? per_node : node == full ? rest : 0;
  }
};

Kept keep(const PodsOf& pods, std::int64_t nodes, std::int64_t& left) {
  Kept kept{pods.pods, std::min(nodes, left / pods.pods), 0};
  kept.rest = kept.full < nodes ? left - kept.full * pods.pods : 0;
  left -= kept.full * pods.pods + kept.rest;
  return kept;
}

bool before(const NodeSet& a, const NodeSet& b) {
  return std::tie(a.group, a.zone, a.pods, a.daemons) <
         std::tie(b.group, b.zone, b.pods, b.daemons);
}

units::HourlyRate root_volume(const catalog::Catalogue& catalogue) {
  const auto gp3 = catalogue.price(catalog::Item::ebs_gp3_storage);
  const auto gib = rules::kRootVolume.count() / units::Bytes::kGib;
  return gp3 ? units::HourlyRate::per_month(gp3->amount * gib, units::kAwsMonthHours)
             : units::HourlyRate{};
}

/// Takes pods away from the sets of a plan.
class Reduction {
 public:
  Reduction(const Plan& whole, const demand::Demand& fewer, std::int64_t min_nodes)
      : whole_(&whole), fewer_(&fewer), min_nodes_(min_nodes) {}

  Plan run(units::HourlyRate root) {
    count_what_stays();
    for (const bool needed : {true, false}) {  // nodes that stay anyway keep their pods first
      for (const auto& set : whole_->nodes) {
        if (is_needed(set) == needed) {
          split(set);
        }
      }
    }
    keep_least_nodes();
    add_groups();
    add_placements();
    add_costs(root);
    return std::move(plan_);
  }

 private:
  std::int64_t pods_of(std::size_t item) const {
    return fewer_->items[item].is_daemon ? 0 : fewer_->items[item].replicas;
  }

  void count_what_stays() {
    had_.assign(fewer_->items.size(), 0);
    for (const auto& set : whole_->nodes) {
      for (const auto& pods : set.pods) {
        had_[pods.item.value] += pods.pods * set.count;
      }
    }
    for (std::size_t item = 0; item < had_.size(); ++item) {
      left_.push_back(std::min(pods_of(item), had_[item]));
    }
    wanted_ = left_;
  }

  // Some item of it loses no pod at all.
  bool is_needed(const NodeSet& set) const {
    return std::ranges::any_of(set.pods, [&](const PodsOf& pods) {
      return wanted_[pods.item.value] == had_[pods.item.value];
    });
  }

  void split(const NodeSet& set) {
    std::vector<Kept> kept;
    std::set<std::int64_t> cuts{0, set.count};
    for (const auto& pods : set.pods) {
      kept.push_back(keep(pods, set.count, left_[pods.item.value]));
      cuts.insert(kept.back().full);
      cuts.insert(std::min(kept.back().full + 1, set.count));
    }
    for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
      NodeSet part{set.group, set.zone, *std::next(cut) - *cut, {}, set.daemons};
      for (std::size_t i = 0; i < kept.size(); ++i) {
        if (const auto pods = kept[i].on_node(*cut); pods > 0) {
          part.pods.push_back({set.pods[i].item, pods});
        }
      }
      (part.pods.empty() ? emptied_ : plan_.nodes).push_back(std::move(part));
    }
  }

  void keep_least_nodes() {
    std::int64_t nodes = 0;
    for (const auto& set : plan_.nodes) {
      nodes += set.count;
    }
    std::ranges::stable_sort(emptied_, {}, [&](const NodeSet& set) {
      return std::pair(whole_->groups[set.group.value].hourly_per_node, set.group);
    });
    for (auto& set : emptied_) {
      if (nodes == 0 || nodes >= min_nodes_) {
        break;
      }
      set.count = std::min(set.count, min_nodes_ - nodes);
      nodes += set.count;
      plan_.nodes.push_back(set);
    }
  }

  void add_groups() {
    std::map<GroupIndex, std::int64_t> counts;
    std::map<GroupIndex, std::set<std::string>> zones;
    for (const auto& set : plan_.nodes) {
      counts[set.group] += set.count;
      zones[set.group].insert(set.zone);
    }
    std::set<std::string> all_zones;
    for (const auto& [group, count] : counts) {
      auto kept = whole_->groups[group.value];
      kept.count = count;
      kept.zones.assign(zones[group].begin(), zones[group].end());
      all_zones.insert(kept.zones.begin(), kept.zones.end());
      new_index_[group] = GroupIndex{plan_.groups.size()};
      plan_.groups.push_back(std::move(kept));
    }
    plan_.zones.assign(all_zones.begin(), all_zones.end());
    for (auto& set : plan_.nodes) {
      set.group = new_index_.at(set.group);
    }
    std::ranges::sort(plan_.nodes, before);
    merge_equal_nodes();
  }

  void merge_equal_nodes() {
    std::vector<NodeSet> merged;
    for (auto& set : plan_.nodes) {
      if (!merged.empty() && !before(merged.back(), set)) {
        merged.back().count += set.count;
      } else {
        merged.push_back(std::move(set));
      }
    }
    plan_.nodes = std::move(merged);
  }

  // By item: the group with most of its pods, the first of equals.
  std::vector<std::optional<GroupIndex>> main_groups() const {
    std::vector<std::map<GroupIndex, std::int64_t>> pods(fewer_->items.size());
    for (const auto& set : plan_.nodes) {
      for (const auto& of : set.pods) {
        pods[of.item.value][set.group] += of.pods * set.count;
      }
    }
    std::vector<std::optional<GroupIndex>> groups;
    for (const auto& counts : pods) {
      const auto most = std::ranges::max_element(
          counts, [](const auto& a, const auto& b) { return a.second < b.second; });
      groups.push_back(most == counts.end() ? std::nullopt : std::optional(most->first));
    }
    return groups;
  }

  void add_placements() {
    const auto groups = main_groups();
    for (std::size_t item = 0; item < fewer_->items.size(); ++item) {
      auto placement = whole_->placements[item];
      if (!fewer_->items[item].is_daemon && pods_of(item) == 0) {
        placement.target = Target::nowhere;
        placement.reason = "no-replicas";
        placement.unplaced_pods = 0;
        placement.nearest_miss.clear();
      }
      placement.group = placement.target == Target::nodes ? groups[item] : std::nullopt;
      if (placement.target == Target::nodes || placement.target == Target::unplaced) {
        placement.unplaced_pods = pods_of(item) - wanted_[item];
      }
      plan_.placements.push_back(std::move(placement));
    }
  }

  void add_costs(units::HourlyRate root) {
    for (const auto& group : plan_.groups) {
      plan_.packed += (group.hourly_per_node + root) * group.count;
    }
    for (std::size_t item = 0; item < plan_.placements.size(); ++item) {
      const auto& placement = plan_.placements[item];
      if (placement.target == Target::fargate) {
        plan_.packed += *placement.fargate_per_pod * pods_of(item);
      }
    }
  }

  const Plan* whole_;
  const demand::Demand* fewer_;
  std::int64_t min_nodes_;
  std::vector<std::int64_t> had_;     ///< pods on nodes, by item
  std::vector<std::int64_t> wanted_;  ///< of those, how many stay
  std::vector<std::int64_t> left_;    ///< of those, how many have no node yet
  std::vector<NodeSet> emptied_;
  std::map<GroupIndex, GroupIndex> new_index_;
  Plan plan_;
};

}  // namespace

Plan reduced(const Plan& whole, const demand::Demand& fewer, const catalog::Catalogue& catalogue,
             std::int64_t min_nodes) {
  return Reduction(whole, fewer, min_nodes).run(root_volume(catalogue));
}

bool places_alike(const Plan& one, const Plan& other) {
  for (std::size_t item = 0; item < one.placements.size(); ++item) {
    const auto mine = one.placements[item].target;
    const auto theirs = other.placements[item].target;
    if (mine != theirs && mine != Target::nowhere && theirs != Target::nowhere) {
      return false;
    }
  }
  return true;
}

bool is_same_group(const NodeGroup& one, const NodeGroup& other) {
  return one.type.name == other.type.name && one.purchase == other.purchase &&
         one.labels == other.labels && one.taints == other.taints;
}

std::optional<std::vector<GroupIndex>> groups_within(const Plan& part, const Plan& whole) {
  std::vector<GroupIndex> groups;
  for (const auto& group : part.groups) {
    const auto found = std::ranges::find_if(
        whole.groups, [&](const NodeGroup& other) { return is_same_group(group, other); });
    if (found == whole.groups.end()) {
      return std::nullopt;
    }
    groups.push_back(GroupIndex{static_cast<std::size_t>(found - whole.groups.begin())});
  }
  return groups;
}

}  // namespace eksplan::plan
