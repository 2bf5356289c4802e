#pragma once
/// What backs the persistent volume claims of a workload.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/inventory.hpp"

namespace eksplan::rules {

/// How a claim's storage comes to be.
enum class ClaimStorage : std::uint8_t { ebs, ebs_assumed, efs, other, unknown };

inline constexpr std::string_view kEbsDriver = "ebs.csi.aws.com";
inline constexpr std::string_view kEfsDriver = "efs.csi.aws.com";
inline constexpr std::string_view kFsxLustreDriver = "fsx.csi.aws.com";
inline constexpr std::string_view kS3Driver = "s3.csi.aws.com";

/// What `claim` will be bound to: by its class, its bound volume, or, when neither is in the input,
/// by access mode (ReadWriteMany cannot be EBS) and EKS's default class, which is EBS
/// (`ebs_assumed`).
struct ClaimBinding {
  ClaimStorage storage = ClaimStorage::unknown;
  std::string provisioner{};  ///< or the volume's driver; empty when assumed or unknown
  std::string volume_type{};  ///< EBS: "gp3", "gp2", ...; the class's or its provisioner's default
  std::string storage_class{};  ///< the class that decided, the default one included; empty = none
  std::string volume{};  ///< the PersistentVolume it is or will be bound to; empty = made on demand

  bool operator==(const ClaimBinding&) const = default;
};

/// A volume is looked for in this order: the one that the claim names, the one that names the
/// claim, and the smallest unclaimed one of the same class with room enough. Only then the class
/// decides.
ClaimBinding bind_claim(const model::VolumeClaim& claim, std::string_view namespace_name,
                        const model::Inventory& inventory);

/// A claim that the pods of a workload mount: one in the input, a claim template, a generic
/// ephemeral volume. A claim that is not in the input comes with a size of 0.
struct MountedClaim {
  model::VolumeClaim claim{};
  ClaimBinding binding{};
  bool per_pod = false;  ///< one volume for each pod (claim templates, ephemeral volumes)
  bool in_input = true;
  bool ephemeral = false;     ///< a generic ephemeral volume: it goes with its pod
  std::string volume_name{};  ///< as the pod calls it
  std::string path{};         ///< "spec.template.spec.volumes[0]", "spec.volumeClaimTemplates[0]"
  model::Place at{};          ///< of that path

  bool operator==(const MountedClaim&) const = default;
};

/// Volumes in their order, then claim templates in theirs; a claim that two volumes mount comes
/// once. A claim template stands in for a volume of its name, as in Kubernetes, and is bound as the
/// claims that it has made in a dump are.
std::vector<MountedClaim> mounted_claims(const model::Workload& workload,
                                         const model::Inventory& inventory);

}  // namespace eksplan::rules
