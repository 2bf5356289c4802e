#pragma once
/// Small clusters and what tests ask of their plans.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/make_plan.hpp"

namespace eksplan::plan {

/// The compiled-in prices of a region.
const catalog::Catalogue& prices(const std::string& region = "us-east-1");

/// A workload with `replicas` pods of that size, in namespace "shop", app=`name`.
model::Workload workload(const std::string& name, std::int64_t replicas, std::int64_t cpu_millis,
                         std::int64_t memory_mib);

/// The same as a DaemonSet.
model::Workload daemon_set(const std::string& name, std::int64_t cpu_millis,
                           std::int64_t memory_mib);

/// Of these workloads alone, without add-ons.
demand::Demand demand_of(std::vector<model::Workload> workloads);

/// Nodes alone, two of them, amd64, on demand.
Options on_nodes();

/// Makes the plan and asks the checker for its opinion, which must be none.
Plan checked_plan(const demand::Demand& demand, const Options& options,
                  const std::string& region = "us-east-1");

/// The same in the surroundings of an inventory.
Plan checked_plan(const demand::Demand& demand, const model::Inventory& inventory,
                  const Options& options);

inline constexpr const char* kHost = "kubernetes.io/hostname";
inline constexpr const char* kZone = "topology.kubernetes.io/zone";

/// A required affinity or anti-affinity term for pods with app=`app`.
model::PodAffinityTerm to_app(const std::string& app, const std::string& topology);

/// A hard spread of pods with app=`app`.
model::TopologySpread hard_spread(const std::string& app, std::int64_t max_skew,
                                  const std::string& topology);

/// Pods of a workload by zone, and node by node (each node with some of them, in the plan's order).
std::map<std::string, std::int64_t> pods_by_zone(const Plan& plan, std::size_t item);
std::vector<std::int64_t> pods_by_node(const Plan& plan, std::size_t item);

/// The index of the workload with that name.
std::size_t index_of(const demand::Demand& demand, const std::string& name);

/// Names of the instance types in use.
std::vector<std::string> types_of(const Plan& plan);

}  // namespace eksplan::plan
