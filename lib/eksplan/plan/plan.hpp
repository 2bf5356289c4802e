#pragma once
/// A plan: where each workload runs and which nodes that takes.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/plan/bound_proof.hpp"
#include "eksplan/rules/fargate_rules.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::plan {

/// Index into Plan::groups and into Demand::items: never mixed up, because they are types.
struct GroupIndex {
  std::size_t value = 0;
  auto operator<=>(const GroupIndex&) const = default;
};

struct ItemIndex {
  std::size_t value = 0;
  auto operator<=>(const ItemIndex&) const = default;
};

/// A managed node group.
struct NodeGroup {
  std::string name;  ///< "general", "memory", "gpu-t4"; letters, digits and dashes
  model::InstanceType type;
  model::Purchase purchase = model::Purchase::on_demand;
  std::int64_t count = 0;
  std::vector<std::string> zones;
  model::Labels labels;  ///< labels that the plan puts on the group, the well-known ones left out
  std::vector<model::Taint> taints;
  rules::Allocatable allocatable;
  units::HourlyRate hourly_per_node;  ///< the instance alone
};

/// `pods` pods of one workload.
struct PodsOf {
  ItemIndex item;
  std::int64_t pods = 0;
  auto operator<=>(const PodsOf&) const = default;
};

/// `count` nodes of one group, in one zone, with the same pods each.
struct NodeSet {
  GroupIndex group;
  std::string zone;
  std::int64_t count = 1;
  std::vector<PodsOf> pods;     ///< by item
  std::vector<PodsOf> daemons;  ///< DaemonSet pods, by item
};

enum class Target : std::uint8_t {
  fargate,
  nodes,
  every_node,  ///< a DaemonSet
  nowhere,     ///< 0 replicas
  unplaced     ///< fits nowhere
};

std::string_view name(Target target);

/// Why a workload runs where it does, as one word for machines: "cheaper", "blocked" (by a Fargate
/// rule), "requested" (by --placement), "profile" (a Fargate profile selects it), "no-profile",
/// "daemonset", "no-replicas", "region" (no Fargate there), "does-not-fit", "scheduling" (it asks
/// for zones or company that Fargate does not give), "inseparable" (every selector for it selects
/// pods that are on nodes).
struct Placement {
  Target target = Target::nowhere;
  std::optional<GroupIndex> group;  ///< nodes: the group with most of its pods
  std::string_view reason;
  rules::FargateVerdict fargate;
  std::optional<units::HourlyRate>
      fargate_per_pod;  ///< when it has a Fargate size and the region a price
  std::int64_t unplaced_pods = 0;
  std::string nearest_miss;  ///< unplaced: which rule refused it on the nearest candidates
};

/// `profiles`: what a Fargate profile of the cluster selects runs on Fargate or not at all, and all
/// else on nodes.
enum class PlacementMode : std::uint8_t { cheapest, fargate, nodes, profiles };

/// Spare room on nodes. `percent` empty: the cheapest spare nodes with which the default
/// kube-scheduler, replayed in several arrival orders and through a rolling update of every
/// Deployment, finds room for every pod. Otherwise that part of each node's CPU and memory stays
/// free; 0 = the pods fit, and no more.
struct HeadroomWish {
  std::optional<std::int64_t> percent;

  bool operator==(const HeadroomWish&) const = default;
};

/// How far the search for a plan has come.
struct Progress {
  int rounds = 0;                   ///< of improvement that are done
  units::HourlyRate cheapest{};     ///< nodes and Fargate pods of the best packing so far
  units::HourlyRate lower_bound{};  ///< 0 = nothing is proven yet
};

/// What the user wants of the nodes.
struct Options {
  PlacementMode placement = PlacementMode::cheapest;
  rules::LimitsProfile limits;
  std::vector<std::string>
      instance_types;  ///< globs; empty = current-generation c, m, r of generation 5 or newer
  std::vector<model::Architecture> architectures{model::Architecture::amd64};
  std::int64_t max_node_groups = 3;  ///< 0 = no limit
  std::int64_t min_nodes = 2;
  std::int64_t zones = 2;
  bool more_zones = false;  ///< more zones where pods cannot be placed without
  std::int64_t effort = 200;
  HeadroomWish headroom{.percent = 0};
  std::function<void(const Progress&)> progress{};  ///< is told while the plan is made, and changes
                                                    ///< nothing
};

struct Plan {
  std::vector<NodeGroup> groups;      ///< by name
  std::vector<NodeSet> nodes;         ///< by group, zone, contents
  std::vector<Placement> placements;  ///< by demand item
  units::HourlyRate packed;    ///< of the nodes (with root volumes) and of Fargate, as tight as it
                               ///< was found
  units::HourlyRate headroom;  ///< what the nodes cost beyond that, for the scheduler's sake
  std::int64_t stranded_pods = 0;   ///< pods that some arrival order finds no room for all the same
  units::HourlyRate lower_bound;    ///< no arrangement of the same pods costs less
  std::string_view bound;           ///< "fluid", "optimal", ...
  std::optional<BoundProof> proof;  ///< of `lower_bound` or, where a solver's word is better, less
  std::vector<std::string> zones;   ///< in use
  std::int64_t solver_steps = 0;    ///< places for pods that were looked at to make it, on nodes to
                                    ///< be packed and in replays of the scheduler: the effort spent
  /// Candidates that were not considered, because AWS offers them in one zone alone of those that
  /// nodes may be in and other types take every pod. By name; where globs did not ask for them,
  /// only if they are so many that the choice suffers.
  std::vector<std::string> confined;

  std::int64_t node_count() const;
  std::int64_t unplaced_pods() const;
};

}  // namespace eksplan::plan
