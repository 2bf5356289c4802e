#pragma once
/// May this workload run on Fargate, and if not why.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/finding.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::rules {

/// The verdict on one workload. `eligible` is false also when only an inferred rule speaks against it (the safe side).
struct FargateVerdict {
  bool eligible = true;
  std::optional<model::FargateSize> size;          ///< under the profile; absent when the pod is too large
  std::optional<model::FargateSize> size_current;  ///< only when `standard` alone refuses: the size AWS has today
  std::vector<std::string_view> blocked_by;        ///< rule ids, sorted, each once
  std::vector<model::Finding> findings;            ///< in the order of the rule table

  bool operator==(const FargateVerdict&) const = default;
};

/// Applies every rule of the table to `workload`. `inventory` is what it refers to: claims, classes, volumes.
FargateVerdict check_fargate(const model::Workload& workload, const model::Inventory& inventory,
                             const LimitsProfile& profile);

/// How a claim's storage comes to be.
enum class ClaimStorage : std::uint8_t { ebs, ebs_assumed, efs, other, unknown };

/// What `claim` will be bound to: by its class, its bound volume, or, when neither is in the input, by access mode
/// (ReadWriteMany cannot be EBS) and EKS's default class, which is EBS (`ebs_assumed`).
struct ClaimBinding {
  ClaimStorage storage = ClaimStorage::unknown;
  std::string provisioner;   ///< "ebs.csi.aws.com"; empty when assumed
  std::string volume_type;   ///< EBS: "gp3", "gp2", ...; the class's parameter or its provisioner's default
};

ClaimBinding bind_claim(const model::VolumeClaim& claim, std::string_view namespace_name,
                        const model::Inventory& inventory);

/// Every EBS, EFS or other claim that the pods of a workload mount: claims in the input, claim templates, generic
/// ephemeral volumes. A claim that is not in the input comes with a size of 0.
struct MountedClaim {
  model::VolumeClaim claim;
  ClaimBinding binding;
  bool per_pod = false;   ///< one volume for each pod (claim templates, ephemeral volumes)
  bool in_input = true;
};

std::vector<MountedClaim> mounted_claims(const model::Workload& workload, const model::Inventory& inventory);

}  // namespace eksplan::rules
