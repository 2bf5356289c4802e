#pragma once
/// Everything that a plan may buy as a node: an instance type, the labels put on it, and a zone
/// where that matters.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/plan/candidates.hpp"
#include "eksplan/plan/label_sets.hpp"
#include "eksplan/plan/node_kinds.hpp"
#include "eksplan/plan/volumes.hpp"

namespace eksplan::plan {

/// Amounts in one order everywhere: CPU in millicores, memory and ephemeral storage in bytes, pods,
/// and each extended resource that some pod asks for.
using Amounts = std::vector<std::int64_t>;

inline constexpr std::size_t kCpu = 0;
inline constexpr std::size_t kMemory = 1;
inline constexpr std::size_t kEphemeral = 2;
inline constexpr std::size_t kPods = 3;
inline constexpr std::size_t kFirstExtended = 4;

struct NodeOption {
  std::size_t candidate = 0;
  std::size_t label_set = 0;
  std::optional<std::size_t> zone;  ///< only where zones matter
  std::size_t kind = 0;
  Amounts capacity;  ///< less the DaemonSets' pods

  /// An empty node has room for as much.
  bool has_room(const Amounts& wanted) const;
};

struct NodeOptions {
  std::vector<Candidate> candidates;
  std::vector<LabelSet> label_sets;
  std::vector<std::string> zones;     ///< nodes are spread over them
  std::vector<std::string> extended;  ///< names of the amounts from kFirstExtended on, sorted;
                                      ///< kEbsAttachments may be among them
  NodeKinds kinds;
  std::vector<NodeOption> options;  ///< nodes with room for their DaemonSets
  std::string crowded_out;  ///< a DaemonSet for which some candidate has no room; empty = none

  std::vector<bool> supplied{};  ///< by zone: some candidate is offered there
  /// Types that are offered in one of the zones alone and that no pod needs, by name: left out.
  std::vector<std::string_view> confined{};

  std::vector<std::int64_t> attachments{};  ///< of each pod of an item; empty = they are no limit

  /// Node groups are told apart by type and labels, not by zone.
  std::uint32_t group_class(const NodeOption& option) const;

  /// Which amount counts EBS volumes; none where every node has attachments for all of them.
  std::optional<std::size_t> attachments_dimension() const;

  /// What one pod of an item takes, its own volumes included.
  Amounts amounts_of_pod(std::size_t item, const demand::Demand& demand) const;

  /// Whether the option's type is offered in a zone, and the option is for it.
  bool is_in(const NodeOption& option, std::size_t zone) const;

  /// Whether some node takes a pod of the item and has room for it.
  bool take(std::size_t item, const demand::Demand& demand) const;
};

/// More pods than this are not planned; no cluster comes near.
inline constexpr std::int64_t kMostPods = 2'000'000;

/// `sets`: of labels that may be put on nodes.
NodeOptions find_node_options(const demand::Demand& demand, const catalog::Catalogue& catalogue,
                              const Options& options, const VolumeWishes& volumes,
                              std::vector<LabelSet> sets = {LabelSet{}});

/// What one pod of these requests takes.
Amounts amounts_of(const model::PodRequests& requests, const std::vector<std::string>& extended);

/// What a node of the type has for pods.
Amounts amounts_of(const Candidate& candidate, const std::vector<std::string>& extended);

}  // namespace eksplan::plan
