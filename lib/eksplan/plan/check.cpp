#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/plan/check_nodes.hpp"
#include "eksplan/plan/check_relations.hpp"
#include "eksplan/plan/check_volumes.hpp"
#include "eksplan/plan/make_plan.hpp"
#include "eksplan/rules/fargate_profiles.hpp"
#include "eksplan/rules/fargate_rules.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::plan {
namespace {

using base::int128;
using Faults = std::vector<std::string>;

bool indices_hold(const Plan& plan, const demand::Demand& demand, Faults& faults) {
  if (plan.placements.size() != demand.items.size()) {
    faults.push_back("the plan places another number of workloads");
    return false;
  }
  const auto known = [&](const PodsOf& of) { return of.item.value < demand.items.size(); };
  for (const auto& set : plan.nodes) {
    if (set.group.value >= plan.groups.size() || !std::ranges::all_of(set.pods, known) ||
        !std::ranges::all_of(set.daemons, known)) {
      faults.push_back("a node names a group or a workload that does not exist");
      return false;
    }
  }
  return true;
}

void check_counts(const Plan& plan, const demand::Demand& demand, Faults& faults) {
  std::vector<int128> on_nodes(demand.items.size(), 0);
  for (const auto& set : plan.nodes) {
    for (const auto& of : set.pods) {
      on_nodes[of.item.value] += int128{of.pods} * set.count;
    }
  }
  for (std::size_t i = 0; i < demand.items.size(); ++i) {
    const auto& item = demand.items[i];
    const auto& placement = plan.placements[i];
    const bool fargate = placement.target == Target::fargate;
    const int128 counted = on_nodes[i] + placement.unplaced_pods + (fargate ? item.replicas : 0);
    const int128 wanted = item.is_daemon ? 0 : item.replicas;
    if (counted != wanted || placement.unplaced_pods < 0) {
      faults.push_back(fmt::format("{}: not every pod is placed exactly once", item.workload.id));
    }
    if ((placement.target == Target::every_node) != item.is_daemon) {
      faults.push_back(
          fmt::format("{}: every node is for DaemonSets, and for them alone", item.workload.id));
    }
    if ((placement.target == Target::unplaced) !=
        (wanted > 0 && placement.unplaced_pods == wanted)) {
      faults.push_back(fmt::format(
          "{}: it is called unplaced where it is not, or the other way round", item.workload.id));
    }
  }
}

void check_groups(const Plan& plan, const catalog::Catalogue& catalogue, Faults& faults) {
  std::vector<int128> counts(plan.groups.size(), 0);
  for (const auto& set : plan.nodes) {
    counts[set.group.value] += set.count;
    if (set.count <= 0) {
      faults.push_back("a set of nodes has no nodes");
    }
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const auto& group = plan.groups[i];
    const auto type = catalogue.find_type(group.type.name);
    if (counts[i] != group.count || group.count <= 0 || !names.insert(group.name).second) {
      faults.push_back(
          fmt::format("group {}: its nodes are miscounted, or its name is used twice", group.name));
    }
    if (!type || catalogue.node_hourly(*type) != group.hourly_per_node ||
        group.purchase != catalogue.buying(*type).purchase) {
      faults.push_back(
          fmt::format("group {}: its price is not the one of {}", group.name, group.type.name));
    }
    if (group.allocatable != rules::allocatable(group.type)) {
      faults.push_back(fmt::format("group {}: its allocatable is not the one of {}", group.name,
                                   group.type.name));
    }
  }
}

void check_offers(const Plan& plan, const catalog::Catalogue& catalogue, Faults& faults) {
  for (const auto& set : plan.nodes) {
    const auto& group = plan.groups[set.group.value];
    const auto type = catalogue.find_type(group.type.name);
    const auto offered = type ? catalogue.zones(*type) : std::vector<std::string_view>{};
    if (!offered.empty() && std::ranges::find(offered, set.zone) == offered.end()) {
      faults.push_back(
          fmt::format("group {}: {} is not offered in {}", group.name, group.type.name, set.zone));
    }
  }
}

void check_limits(const Plan& plan, const Options& options, Faults& faults) {
  if (options.max_node_groups > 0 &&
      static_cast<std::int64_t>(plan.groups.size()) > options.max_node_groups) {
    faults.push_back(fmt::format("{} node groups where {} are allowed", plan.groups.size(),
                                 options.max_node_groups));
  }
  if (plan.node_count() > 0 && plan.node_count() < options.min_nodes) {
    faults.push_back(
        fmt::format("{} nodes where {} are wanted", plan.node_count(), options.min_nodes));
  }
}

int128 fargate_nanos(const model::Workload& workload, const model::FargateSize& size,
                     const catalog::Catalogue& catalogue, const Options& options) {
  const auto part = [&](catalog::Item item, int128 quantity, int128 unit) -> int128 {
    const auto price = catalogue.price(item);
    const auto billionths = base::div_half_up(quantity * units::Decimal::kOne, unit);
    return price ? price->amount.times(units::Decimal::from_billionths(billionths)).nanos() : 0;
  };
  const auto ephemeral = rules::fargate_billed_ephemeral(
      workload.pod.requests_without_overhead.ephemeral_storage, options.limits);
  return part(catalog::Item::fargate_vcpu, size.vcpu.millis(), 1000) +
         part(catalog::Item::fargate_memory, size.memory.count(), units::Bytes::kGib) +
         part(catalog::Item::fargate_ephemeral, ephemeral.count(), units::Bytes::kGib);
}

struct Inputs {
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const catalog::Catalogue& catalogue;
  const Options& options;
};

// Under --placement profiles what a profile selects is on Fargate or nowhere, and nothing else is.
void check_profiles(const Plan& plan, const Inputs& in, Faults& faults) {
  if (in.options.placement != PlacementMode::profiles) {
    return;
  }
  for (std::size_t i = 0; i < in.demand.items.size(); ++i) {
    const auto& workload = in.demand.items[i].workload;
    const bool selected =
        !in.demand.items[i].is_daemon &&
        !rules::matching_profiles(in.inventory.cluster, workload.id.namespace_name,
                                  workload.pod.labels, in.options.limits.as_of)
             .empty();
    const auto target = plan.placements[i].target;
    const bool wrong = selected ? target == Target::nodes : target == Target::fargate;
    if (wrong) {
      faults.push_back(fmt::format("{}: a Fargate profile {} it", workload.id,
                                   selected ? "selects" : "does not select"));
    }
  }
}

// A selector for pods on Fargate must not have to select pods on nodes.
void check_ties(const Plan& plan, const Inputs& in, Faults& faults) {
  const bool on_fargate = std::ranges::any_of(
      plan.placements, [](const Placement& placed) { return placed.target == Target::fargate; });
  if (in.options.placement != PlacementMode::cheapest || !on_fargate) {
    return;
  }
  // Of the workloads on nodes in a namespace those with a label; all of them under no label.
  std::map<std::string, std::map<std::string, std::vector<std::size_t>>> on_nodes;
  for (std::size_t i = 0; i < in.demand.items.size(); ++i) {
    if (plan.placements[i].target == Target::nodes) {
      const auto& workload = in.demand.items[i].workload;
      auto& here = on_nodes[workload.id.namespace_name];
      here[""].push_back(i);
      for (const auto& [key, value] : workload.pod.labels) {
        here[fmt::format("{}={}", key, value)].push_back(i);
      }
    }
  }
  for (std::size_t i = 0; i < in.demand.items.size(); ++i) {
    const auto& workload = in.demand.items[i].workload;
    if (plan.placements[i].target != Target::fargate) {
      continue;
    }
    auto& here = on_nodes[workload.id.namespace_name];
    const auto* fewest = &here[""];
    for (const auto& [key, value] : workload.pod.labels) {
      const auto& with_label = here[fmt::format("{}={}", key, value)];
      fewest = with_label.size() < fewest->size() ? &with_label : fewest;
    }
    for (const auto other : *fewest) {
      if (rules::has_all(in.demand.items[other].workload.pod.labels, workload.pod.labels)) {
        faults.push_back(fmt::format("{}: every selector for it selects {} on nodes", workload.id,
                                     in.demand.items[other].workload.id));
      }
    }
  }
}

int128 check_fargate_items(const Plan& plan, const Inputs& in, Faults& faults) {
  int128 nanos = 0;
  for (std::size_t i = 0; i < in.demand.items.size(); ++i) {
    if (plan.placements[i].target != Target::fargate) {
      continue;
    }
    const auto& workload = in.demand.items[i].workload;
    const auto verdict = rules::check_fargate(workload, in.inventory, in.options.limits);
    if (!verdict.eligible || !verdict.size || in.options.placement == PlacementMode::nodes) {
      faults.push_back(fmt::format("{}: it may not run on Fargate", workload.id));
    } else {
      nanos += fargate_nanos(workload, *verdict.size, in.catalogue, in.options) *
               in.demand.items[i].replicas;
    }
  }
  return nanos;
}

void check_cost(const Plan& plan, const catalog::Catalogue& catalogue, int128 fargate,
                Faults& faults) {
  const auto gp3 = catalogue.price(catalog::Item::ebs_gp3_storage);
  const auto gib = rules::kRootVolume.count() / units::Bytes::kGib;
  const auto root = gp3 ? base::div_half_up((gp3->amount * gib).nanos(), units::kAwsMonthHours) : 0;
  int128 nanos = fargate;
  for (const auto& group : plan.groups) {
    nanos += (group.hourly_per_node.hourly().nanos() + root) * group.count;
  }
  if (nanos != (plan.packed + plan.headroom).hourly().nanos()) {
    faults.push_back(
        "packed rate and headroom are not the sum of nodes, root volumes and Fargate pods");
  }
  if (plan.headroom < units::HourlyRate{}) {
    faults.push_back("the headroom is negative");
  }
  if (plan.lower_bound > plan.packed) {
    faults.push_back("the bound is above the packed rate");
  }
}

}  // namespace

std::vector<std::string> check(const Plan& plan, const demand::Demand& demand,
                               const model::Inventory& inventory,
                               const catalog::Catalogue& catalogue, const Options& options) {
  Faults faults;
  if (!indices_hold(plan, demand, faults)) {
    return faults;
  }
  check_counts(plan, demand, faults);
  check_groups(plan, catalogue, faults);
  check_offers(plan, catalogue, faults);
  check_limits(plan, options, faults);
  check_profiles(plan, {demand, inventory, catalogue, options}, faults);
  const auto fargate = check_fargate_items(plan, {demand, inventory, catalogue, options}, faults);
  check_cost(plan, catalogue, fargate, faults);
  check_ties(plan, {demand, inventory, catalogue, options}, faults);
  for (const auto& found :
       {check_nodes(plan, demand, catalogue), check_relations(plan, demand, catalogue, options),
        check_volumes(plan, demand, inventory, catalogue)}) {
    faults.insert(faults.end(), found.begin(), found.end());
  }
  return faults;
}

}  // namespace eksplan::plan
