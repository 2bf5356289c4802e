#include "eksplan/plan/relations.hpp"

#include <algorithm>

#include "eksplan/plan/pod_index.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::plan {
namespace {

using rules::Topology;

bool has_hard_spread(const model::PodSpec& pod) {
  return std::ranges::any_of(pod.topology_spread,
                             [](const auto& spread) { return spread.do_not_schedule; });
}

// Anti-affinity by host is between two items alone: who packs them asks for it.
bool has_wishes(const model::PodSpec& pod) {
  const bool apart_by_zone = std::ranges::any_of(
      pod.required_pod_anti_affinity,
      [](const auto& term) { return rules::topology_of(term.topology_key) == Topology::zone; });
  return !pod.required_pod_affinity.empty() || apart_by_zone || has_hard_spread(pod);
}

class Finder {
 public:
  Finder(const demand::Demand& demand, const std::vector<bool>& left_out)
      : demand_(&demand), index_(demand, left_out), left_out_(&left_out) {}

  Relations run() {
    for (std::size_t item = 0; item < demand_->items.size(); ++item) {
      const auto& wanted = demand_->items[item];
      const bool takes_part = !(*left_out_)[item] && (wanted.is_daemon || wanted.replicas > 0);
      if (takes_part && has_wishes(wanted.workload.pod.spec)) {
        add_nearness(item);
        add_zone_exclusions(item);
        add_spreads(item);
      }
    }
    return std::move(found_);
  }

 private:
  const model::Workload& workload(std::size_t item) const { return demand_->items[item].workload; }

  bool is_daemon(std::size_t item) const { return demand_->items[item].is_daemon; }

  // A term that names namespaces may select in any of them.
  const std::vector<std::size_t>& likely(std::size_t owner,
                                         const model::PodAffinityTerm& term) const {
    static const std::vector<std::size_t> kNone;
    const bool own_alone =
        !term.all_namespaces && term.namespaces.empty() && !term.namespace_selector;
    return term.selector
               ? index_.likely(own_alone ? workload(owner).id.namespace_name : std::string(),
                               *term.selector)
               : kNone;
  }

  void add_nearness(std::size_t item) {
    const auto& owner = workload(item);
    Nearness near;
    near.by_node = rules::wants_near(owner, Topology::node);
    near.by_zone = rules::wants_near(owner, Topology::zone);
    const bool by_region = rules::wants_near(owner, Topology::region);
    if (is_daemon(item) || (!near.by_node && !near.by_zone && !by_region)) {
      return;
    }
    for (const auto other : likely(item, owner.pod.spec.required_pod_affinity.front())) {
      if (!rules::is_near_target(owner, workload(other))) {
        continue;
      }
      if (other == item) {
        near.itself = true;
      } else {
        (is_daemon(other) ? near.daemons : near.targets).push_back(other);
      }
    }
    found_.near.emplace(item, std::move(near));
  }

  void add_zone_exclusions(std::size_t item) {
    for (const auto& term : workload(item).pod.spec.required_pod_anti_affinity) {
      if (rules::topology_of(term.topology_key) != Topology::zone) {
        continue;
      }
      for (const auto other : likely(item, term)) {
        if (rules::selects(term, workload(item), workload(other))) {
          keep_apart(item, other);
        }
      }
    }
  }

  void keep_apart(std::size_t a, std::size_t b) {
    if (is_daemon(a) != is_daemon(b)) {
      found_.kept_apart_by_daemons.insert(is_daemon(a) ? b : a);
    } else if (!is_daemon(a)) {
      found_.apart_by_zone[a].insert(b);
      found_.apart_by_zone[b].insert(a);
    }
  }

  void add_spreads(std::size_t item) {
    if (is_daemon(item)) {
      return;
    }
    const auto& wishes = workload(item).pod.spec.topology_spread;
    for (std::size_t wish = 0; wish < wishes.size(); ++wish) {
      const auto& spread = wishes[wish];
      if (!spread.do_not_schedule) {
        continue;
      }
      if (rules::topology_of(spread.topology_key) == Topology::zone) {
        found_.spreads.push_back({.owner = item,
                                  .wish = wish,
                                  .max_skew = std::max<std::int64_t>(spread.max_skew, 1),
                                  .min_domains = spread.min_domains.value_or(1),
                                  .members = counted(item, spread)});
      } else if (rules::topology_of(spread.topology_key) == Topology::node) {
        for (const auto other : counted(item, spread)) {
          if (other != item) {
            found_.apart_by_node.emplace(std::min(item, other), std::max(item, other));
          }
        }
      }
    }
  }

  std::vector<std::size_t> counted(std::size_t item, const model::TopologySpread& spread) const {
    std::vector<std::size_t> members;
    if (!spread.selector) {
      return members;
    }
    for (const auto other : index_.likely(workload(item).id.namespace_name, *spread.selector)) {
      if (!is_daemon(other) && rules::counts(spread, workload(item), workload(other))) {
        members.push_back(other);
      }
    }
    return members;
  }

  const demand::Demand* demand_;
  PodIndex index_;
  const std::vector<bool>* left_out_;
  Relations found_;
};

}  // namespace

Relations find_relations(const demand::Demand& demand, const std::vector<bool>& left_out) {
  const auto& items = demand.items;
  const bool any = std::ranges::any_of(items, [](const demand::Item& item) {
    return (item.is_daemon || item.replicas > 0) && has_wishes(item.workload.pod.spec);
  });
  return any ? Finder(demand, left_out).run() : Relations{};
}

}  // namespace eksplan::plan
