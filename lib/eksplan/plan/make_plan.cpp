#include "eksplan/plan/make_plan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/plan/misses.hpp"
#include "eksplan/plan/names.hpp"
#include "eksplan/plan/problem.hpp"

namespace eksplan::plan {
namespace {

class PlanMaker {
 public:
  PlanMaker(const demand::Demand& demand, const model::Inventory& inventory,
            const catalog::Catalogue& catalogue, const Options& options)
      : demand_(&demand),
        options_(&options),
        inventory_(&inventory),
        catalogue_(&catalogue),
        fargate_(ask_fargate(demand, inventory, catalogue, options.limits)),
        problem_(demand, inventory, catalogue, fargate_, options),
        nodes_(problem_.nodes()) {}

  Plan run() {
    auto roomy = problem_.solve();
    plan_.proof = problem_.prove(roomy);
    assignment_ = problem_.assign(*roomy.packing);
    add_groups();
    add_nodes();
    add_placements();
    add_costs(roomy);
    add_confined();
    return std::move(plan_);
  }

 private:
  void add_groups() {
    std::map<std::uint32_t, NodeGroup> groups;
    for (const auto& raw : assignment_.nodes) {
      const auto& option = nodes_.options[raw.option];
      const auto& candidate = nodes_.candidates[option.candidate];
      auto& group = groups[nodes_.group_class(option)];
      group.type = candidate.type;
      group.purchase = candidate.purchase;
      group.count += raw.count;
      group.labels = nodes_.label_sets[option.label_set].labels;
      group.taints = nodes_.label_sets[option.label_set].taints;
      group.allocatable = candidate.allocatable;
      group.hourly_per_node = candidate.hourly;
      const auto& zone = nodes_.zones[raw.zone];
      if (std::find(group.zones.begin(), group.zones.end(), zone) == group.zones.end()) {
        group.zones.push_back(zone);
      }
    }
    std::vector<std::pair<NodeGroup, std::uint32_t>> sorted;
    for (auto& [number, group] : groups) {
      std::sort(group.zones.begin(), group.zones.end());
      plan_.groups.push_back(group);
      sorted.emplace_back(std::move(group), number);
    }
    name_groups(plan_.groups);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      sorted[i].first.name = plan_.groups[i].name;
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.first.name < b.first.name; });
    plan_.groups.clear();
    for (auto& [group, number] : sorted) {
      index_of_[number] = GroupIndex{plan_.groups.size()};
      plan_.groups.push_back(std::move(group));
    }
  }

  void add_nodes() {
    std::set<std::string> zones;
    for (auto& raw : assignment_.nodes) {
      const auto& option = nodes_.options[raw.option];
      NodeSet set{index_of_.at(nodes_.group_class(option)),
                  nodes_.zones[raw.zone],
                  raw.count,
                  std::move(raw.pods),
                  {}};
      for (const auto daemon : nodes_.kinds.facts(option.kind).daemons) {
        set.daemons.push_back({ItemIndex{daemon}, 1});
      }
      zones.insert(set.zone);
      plan_.nodes.push_back(std::move(set));
    }
    std::sort(plan_.nodes.begin(), plan_.nodes.end(), [](const NodeSet& a, const NodeSet& b) {
      return std::tie(a.group, a.zone, a.pods, a.daemons) <
             std::tie(b.group, b.zone, b.pods, b.daemons);
    });
    merge_equal_nodes();
    plan_.zones.assign(zones.begin(), zones.end());
  }

  void merge_equal_nodes() {
    std::vector<NodeSet> merged;
    for (auto& set : plan_.nodes) {
      const bool same = !merged.empty() && merged.back().group == set.group &&
                        merged.back().zone == set.zone && merged.back().pods == set.pods &&
                        merged.back().daemons == set.daemons;
      if (same) {
        merged.back().count += set.count;
      } else {
        merged.push_back(std::move(set));
      }
    }
    plan_.nodes = std::move(merged);
  }

  // By item: the group with most of its pods, the first of equals.
  std::vector<std::optional<GroupIndex>> main_groups() const {
    std::vector<std::map<GroupIndex, std::int64_t>> pods(demand_->items.size());
    for (const auto& set : plan_.nodes) {
      for (const auto& of : set.pods) {
        pods[of.item.value][set.group] += of.pods * set.count;
      }
    }
    std::vector<std::optional<GroupIndex>> groups;
    for (const auto& counts : pods) {
      const auto most =
          std::max_element(counts.begin(), counts.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      groups.push_back(most == counts.end() ? std::nullopt : std::optional(most->first));
    }
    return groups;
  }

  std::string_view reason_for_fargate() const {
    switch (options_->placement) {
      case PlacementMode::fargate:
        return "requested";
      case PlacementMode::profiles:
        return "profile";
      case PlacementMode::cheapest:
      case PlacementMode::nodes:
        break;
    }
    return "cheaper";
  }

  std::string_view reason_for_nodes(std::size_t item) const {
    if (options_->placement == PlacementMode::nodes) {
      return "requested";
    }
    if (options_->placement == PlacementMode::profiles) {
      return "no-profile";
    }
    if (!fargate_[item].available) {
      return fargate_[item].refused_as;
    }
    return problem_.bound_to_nodes(item);
  }

  void decide(std::size_t item, Placement& placement) const {
    const auto& wanted = demand_->items[item];
    placement.unplaced_pods = assignment_.unplaced[item];
    if (wanted.is_daemon) {
      placement.target = Target::every_node;
      placement.reason = "daemonset";
    } else if (wanted.replicas == 0) {
      placement.target = Target::nowhere;
      placement.reason = "no-replicas";
    } else if (assignment_.on_fargate[item]) {
      placement.target = Target::fargate;
      placement.reason = reason_for_fargate();
    } else if (placement.unplaced_pods == wanted.replicas) {
      placement.target = Target::unplaced;
      placement.reason = "does-not-fit";
    } else {
      placement.target = Target::nodes;
      placement.reason = reason_for_nodes(item);
    }
  }

  // Why pods that a profile takes stay Pending.
  std::string pending_text(std::size_t item) const {
    const auto& answer = fargate_[item];
    const std::vector<std::string> rules(answer.verdict.blocked_by.begin(),
                                         answer.verdict.blocked_by.end());
    const auto why = !rules.empty() ? base::join(rules, ", ")
                     : answer.refused_as == "region"
                         ? "EKS has no Fargate in this region, or no price is known"
                         : "no size is large enough";
    return fmt::format("Fargate profile {} selects them, and they cannot run there ({})",
                       inventory_->cluster.fargate_profiles[*answer.profile].name, why);
  }

  std::string miss(std::size_t item, Remedies& remedies, const ParcelsOfItems& parcels) const {
    const auto& pending = problem_.left_out().pending;
    if (std::find(pending.begin(), pending.end(), item) != pending.end()) {
      return pending_text(item);
    }
    const auto& too_many = problem_.left_out().too_many;
    if (std::find(too_many.begin(), too_many.end(), item) != too_many.end()) {
      return fmt::format("a plan has at most {} pods", kMostPods);
    }
    return nearest_miss(item,
                        {*demand_, nodes_, *options_, problem_.arrangement(), problem_.relations(),
                         catalogue_->region().name, problem_.volumes(), remedies, parcels});
  }

  // By item, for those with unplaced pods.
  std::map<std::size_t, std::string> all_misses() const {
    std::map<std::size_t, std::string> misses;
    if (std::ranges::all_of(assignment_.unplaced, [](auto pods) { return pods <= 0; })) {
      return misses;
    }
    const auto parcels = parcels_of_items(problem_.arrangement().parcels, demand_->items.size());
    Remedies remedies({*demand_, *inventory_, *catalogue_, fargate_, *options_, problem_,
                       plan_.groups, assignment_.unplaced});
    for (std::size_t item = 0; item < demand_->items.size(); ++item) {
      if (assignment_.unplaced[item] > 0) {
        misses.emplace(item, miss(item, remedies, parcels));
      }
    }
    return misses;
  }

  void add_placements() {
    const auto groups = main_groups();
    auto misses = all_misses();
    for (std::size_t item = 0; item < demand_->items.size(); ++item) {
      Placement placement;
      decide(item, placement);
      placement.group = placement.target == Target::nodes ? groups[item] : std::nullopt;
      placement.fargate_per_pod = fargate_[item].per_pod;
      if (placement.unplaced_pods > 0) {
        placement.nearest_miss = std::move(misses[item]);
      }
      placement.fargate = std::move(fargate_[item].verdict);
      plan_.placements.push_back(std::move(placement));
    }
  }

  void add_confined() {
    const bool many = nodes_.confined.size() * 10 > nodes_.candidates.size();
    if (many || !options_->instance_types.empty()) {
      plan_.confined.assign(nodes_.confined.begin(), nodes_.confined.end());
    }
  }

  static units::HourlyRate rate(std::int64_t nanos) {
    return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
  }

  // What goes to Fargate unasked is in cost and bound alike: no arrangement of this placement
  // avoids it.
  units::HourlyRate forced_on_fargate() const {
    units::HourlyRate forced;
    for (const auto item : problem_.left_out().on_fargate) {
      forced += *fargate_[item].per_pod * demand_->items[item].replicas;
    }
    return forced;
  }

  void add_costs(const RoomyPacking& roomy) {
    const auto forced = forced_on_fargate();
    plan_.packed = rate(roomy.packed_cost) + forced;
    plan_.headroom = rate(roomy.headroom_cost);
    plan_.stranded_pods = roomy.stranded;
    plan_.solver_steps = roomy.steps;
    plan_.lower_bound = rate(roomy.lower_bound) + forced;
    plan_.bound = roomy.bound;
    if (plan_.proof) {
      plan_.proof->proven += forced;
    }
  }

  const demand::Demand* demand_;
  const Options* options_;
  const model::Inventory* inventory_;
  const catalog::Catalogue* catalogue_;
  std::vector<FargateAnswer> fargate_;
  Problem problem_;
  const NodeOptions& nodes_;
  Assignment assignment_;
  std::map<std::uint32_t, GroupIndex> index_of_;
  Plan plan_;
};

}  // namespace

Plan make_plan(const demand::Demand& demand, const model::Inventory& inventory,
               const catalog::Catalogue& catalogue, const Options& options) {
  return PlanMaker(demand, inventory, catalogue, options).run();
}

}  // namespace eksplan::plan
