#pragma once
/// Made-up clusters of any size, the same for the same seed on every machine.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace eksplan::bench {

struct ClusterWish {
  std::int64_t pods = 1000;  ///< of all workloads but DaemonSets
  std::int64_t shapes = 50;  ///< different pod sizes; at most `pods`
  std::uint64_t seed = 1;
  std::int64_t arm_percent = 0;  ///< sizes that run on arm64 only
};

struct ContainerSize {
  std::int64_t cpu_millis = 0;
  std::int64_t memory_mib = 0;
};

enum class GeneratedKind : std::uint8_t { deployment, stateful_set, daemon_set };

/// What keeps pods of one workload apart.
enum class Spreading : std::uint8_t { none, host_skew, host_apart, zone_preferred };

struct GeneratedWorkload {
  GeneratedKind kind = GeneratedKind::deployment;
  std::string name;
  std::string team;  ///< the namespace
  std::int64_t replicas = 0;
  std::vector<ContainerSize> containers;
  std::string architecture;  ///< a node selector; empty = none
  Spreading spreading = Spreading::none;
  bool mounts_host_path = false;  ///< keeps it off Fargate
};

/// Small pods dominate, a few are large, memory by CPU is 1 to 16 GiB a core; replicas fall as in
/// Zipf's law. A tenth of the sizes has a workload with a rule that keeps its pods apart, a small
/// one; to a planner it is one more shape.
std::vector<GeneratedWorkload> generate_cluster(const ClusterWish& wish);

/// Namespaces and workloads as Kubernetes manifests, a document each.
std::string manifests_of(const std::vector<GeneratedWorkload>& workloads);

/// What their pods used, a row each, as kube-resource-report writes pods.tsv; none of DaemonSets.
std::string usage_of(const std::vector<GeneratedWorkload>& workloads);

}  // namespace eksplan::bench
