#include "eksplan/plan/check_relations.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::plan {
namespace {

using rules::Topology;

// How many pods of an item are where.
struct Spread {
  std::map<std::string, std::int64_t> by_zone;
  std::int64_t nodes = 0;
  std::int64_t pods = 0;
  std::vector<const NodeSet*> sets;
};

class RelationCheck {
 public:
  RelationCheck(const Plan& plan, const demand::Demand& demand, const catalog::Catalogue& catalogue,
                const Options& options)
      : plan_(&plan),
        items_(&demand.items),
        region_(catalogue.region().name),
        options_(&options),
        where_(demand.items.size()) {
    for (std::size_t i = 0; i < items_->size(); ++i) {
      by_namespace_[workload(i).id.namespace_name].push_back(i);
    }
    for (const auto& set : plan.nodes) {
      for (const auto* list : {&set.pods, &set.daemons}) {
        for (const auto& of : *list) {
          auto& spread = where_[of.item.value];
          spread.by_zone[set.zone] += of.pods * set.count;
          spread.nodes += set.count;
          spread.pods += of.pods * set.count;
          spread.sets.push_back(&set);
        }
      }
    }
  }

  std::vector<std::string> run() {
    for (std::size_t i = 0; i < items_->size(); ++i) {
      if ((*items_)[i].is_daemon || (*items_)[i].replicas == 0) {
        continue;
      }
      const auto& pod = workload(i).pod.spec;
      const bool wishes = !pod.required_pod_affinity.empty() ||
                          !pod.required_pod_anti_affinity.empty() || !pod.topology_spread.empty();
      if (wishes) {
        check_fargate(i);
        check_near(i);
        check_apart(i);
        check_spreads(i);
      }
    }
    return std::move(faults_);
  }

 private:
  const model::Workload& workload(std::size_t i) const { return (*items_)[i].workload; }

  void fault(std::size_t i, const std::string& words) {
    faults_.push_back(fmt::format("{}: {}", workload(i).id, words));
  }

  bool is_complete(std::size_t i) const {
    return (*items_)[i].is_daemon || plan_->placements[i].unplaced_pods == 0;
  }

  // Fargate gives each pod a node of its own, in a zone that nobody chooses.
  void check_fargate(std::size_t i) {
    const bool unasked = options_->placement == PlacementMode::cheapest &&
                         plan_->placements[i].target == Target::fargate;
    if (unasked && rules::has_zone_wish(workload(i))) {
      fault(i, "it wishes for zones and is on Fargate");
    }
    const bool lonely =
        (*items_)[i].replicas == 1 && rules::is_near_target(workload(i), workload(i));
    if (unasked && rules::wants_near(workload(i), Topology::node) && !lonely) {
      fault(i, "it wants others on its node and is on Fargate");
    }
  }

  std::vector<std::size_t> targets(std::size_t i) const {
    std::vector<std::size_t> found;
    for (std::size_t other = 0; other < items_->size(); ++other) {
      if (other != i && where_[other].pods > 0 &&
          rules::is_near_target(workload(i), workload(other))) {
        found.push_back(other);
      }
    }
    return found;
  }

  bool misses_a_target(std::size_t i) const {
    for (std::size_t other = 0; other < items_->size(); ++other) {
      if (!is_complete(other) && rules::is_near_target(workload(i), workload(other))) {
        return true;
      }
    }
    return false;
  }

  static std::int64_t pods_on(const NodeSet& set, std::size_t i) {
    std::int64_t pods = 0;
    for (const auto* list : {&set.pods, &set.daemons}) {
      for (const auto& of : *list) {
        pods += of.item.value == i ? of.pods : 0;
      }
    }
    return pods;
  }

  void check_near(std::size_t i) {
    const bool by_node = rules::wants_near(workload(i), Topology::node);
    const bool by_zone = rules::wants_near(workload(i), Topology::zone);
    if ((!by_node && !by_zone) || where_[i].pods == 0) {
      return;
    }
    if (!is_complete(i) || misses_a_target(i)) {
      return;
    }
    const auto others = targets(i);
    if (others.empty()) {
      const bool itself = rules::is_near_target(workload(i), workload(i));
      const bool one_node = !by_node || where_[i].nodes == 1;
      if (!itself || !one_node || where_[i].by_zone.size() > 1) {
        fault(i, "the pods that it wants beside it are not there");
      }
      return;
    }
    for (const auto* const set : where_[i].sets) {
      const bool on_node =
          std::ranges::any_of(others, [&](std::size_t other) { return pods_on(*set, other) > 0; });
      const bool in_zone = std::ranges::any_of(
          others, [&](std::size_t other) { return where_[other].by_zone.contains(set->zone); });
      if ((by_node && !on_node) || (by_zone && !in_zone)) {
        fault(i, fmt::format("a pod in {} has none of those beside it that it wants", set->zone));
      }
    }
  }

  void check_apart(std::size_t i) {
    for (const auto& term : workload(i).pod.spec.required_pod_anti_affinity) {
      if (rules::topology_of(term.topology_key) != Topology::zone) {
        continue;
      }
      for (std::size_t other = 0; other < items_->size(); ++other) {
        if (!rules::selects(term, workload(i), workload(other))) {
          continue;
        }
        for (const auto& [zone, pods] : where_[i].by_zone) {
          const auto there = where_[other].by_zone.find(zone);
          if (there != where_[other].by_zone.end() && (other != i || there->second > 1)) {
            fault(i, fmt::format("it keeps apart by zone from {}, which is in {} too",
                                 workload(other).id, zone));
          }
        }
      }
    }
  }

  void check_spreads(std::size_t i) {
    for (const auto& spread : workload(i).pod.spec.topology_spread) {
      if (!spread.do_not_schedule || where_[i].pods == 0) {
        continue;
      }
      std::vector<std::size_t> members;
      for (const auto other : by_namespace_.at(workload(i).id.namespace_name)) {
        if (!(*items_)[other].is_daemon && (*items_)[other].replicas > 0 &&
            rules::counts(spread, workload(i), workload(other))) {
          members.push_back(other);
        }
      }
      if (rules::topology_of(spread.topology_key) == Topology::zone) {
        check_zones(i, members, spread);
      } else if (rules::topology_of(spread.topology_key) == Topology::node) {
        check_hosts(i, members, std::max<std::int64_t>(spread.max_skew, 1));
      }
    }
  }

  // Zones with a node that the spread takes into account.
  std::vector<std::string> domains(std::size_t i, const model::TopologySpread& spread) const {
    std::vector<std::string> zones;
    for (const auto& set : plan_->nodes) {
      if (std::ranges::find(zones, set.zone) != zones.end()) {
        continue;
      }
      const auto& group = plan_->groups[set.group.value];
      rules::NodeKind kind{rules::well_known_labels(group.type, group.purchase, region_, set.zone),
                           group.taints};
      for (const auto& [key, value] : group.labels) {
        kind.labels[key] = value;
      }
      if (rules::counts_nodes(spread, kind, workload(i).pod.spec)) {
        zones.push_back(set.zone);
      }
    }
    return zones;
  }

  std::int64_t pods_in(const std::vector<std::size_t>& members, const std::string& zone) const {
    std::int64_t pods = 0;
    for (const auto member : members) {
      const auto found = where_[member].by_zone.find(zone);
      pods += found == where_[member].by_zone.end() ? 0 : found->second;
    }
    return pods;
  }

  void check_zones(std::size_t i, const std::vector<std::size_t>& members,
                   const model::TopologySpread& spread) {
    const bool complete = is_complete(i) && std::ranges::all_of(members, [&](auto member) {
                            return is_complete(member);
                          });
    if (!complete) {
      return;
    }
    const auto zones = domains(i, spread);
    auto lowest = std::numeric_limits<std::int64_t>::max();
    for (const auto& zone : zones) {
      lowest = std::min(lowest, pods_in(members, zone));
    }
    if (static_cast<std::int64_t>(zones.size()) < spread.min_domains.value_or(1)) {
      lowest = 0;
    }
    for (const auto& [zone, pods] : where_[i].by_zone) {
      if (pods_in(members, zone) > lowest + std::max<std::int64_t>(spread.max_skew, 1)) {
        fault(i, fmt::format("its spread over zones is broken in {}", zone));
      }
    }
  }

  void check_hosts(std::size_t i, const std::vector<std::size_t>& members, std::int64_t skew) {
    for (const auto* const set : where_[i].sets) {
      std::int64_t pods = 0;
      for (const auto member : members) {
        pods += pods_on(*set, member);
      }
      if (pods > skew) {
        fault(i, "its spread over hosts is broken");
      }
    }
  }

  const Plan* plan_;
  const std::vector<demand::Item>* items_;
  std::string_view region_;
  const Options* options_;
  std::vector<Spread> where_;
  std::map<std::string_view, std::vector<std::size_t>> by_namespace_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_relations(const Plan& plan, const demand::Demand& demand,
                                         const catalog::Catalogue& catalogue,
                                         const Options& options) {
  return RelationCheck(plan, demand, catalogue, options).run();
}

}  // namespace eksplan::plan
