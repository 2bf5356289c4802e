#pragma once
/// What the volumes of pods ask of nodes: attachments, a zone, a node in common.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::plan {

/// The name under which Kubernetes counts EBS volumes of a node.
inline constexpr std::string_view kEbsAttachments = "attachable-volumes-aws-ebs";

/// Zones by name, sorted; empty = any.
using ZoneNames = std::vector<std::string>;

/// Volumes of one workload. Only EBS volumes count as attachments, and only they are for one node.
struct VolumeWish {
  std::int64_t attachments_per_pod = 0;  ///< volumes that each pod has for itself
  std::vector<std::string> shared;       ///< EBS claims that all its pods mount, "namespace/name"
  bool one_pod = false;                  ///< a shared claim is ReadWriteOncePod
  ZoneNames zones;                       ///< of the volumes that all its pods mount
  std::vector<std::string> on_hosts{};   ///< those of them that are on nodes of today's cluster, in
                                         ///< words
  std::map<std::int64_t, std::string> ordinals_on_hosts{};  ///< volumes of its pods' own likewise
  std::map<std::int64_t, ZoneNames> by_ordinal;  ///< of a StatefulSet's pods with volumes of their
                                                 ///< own that are bound already
};

/// By item, and only for those with such volumes. Pods whose volume is on a node find no zone: a
/// plan has new nodes alone. A volume made on demand follows its pod; one that
/// is there already pins it. Volumes of zones that the region does not have pin nobody: the
/// estimate is then one for another region.
using VolumeWishes = std::map<std::size_t, VolumeWish>;

VolumeWishes find_volume_wishes(const demand::Demand& demand, const model::Inventory& inventory,
                                const std::vector<std::string_view>& region_zones);

/// All attachments that the pods of the demand need together, if each has its own.
std::int64_t total_attachments(const VolumeWishes& wishes, const demand::Demand& demand);

/// Whether some volume pins pods to zones.
bool pin_zones(const VolumeWishes& wishes);

}  // namespace eksplan::plan
