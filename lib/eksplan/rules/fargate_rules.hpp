#pragma once
/// May this workload run on Fargate, and if not why.

#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/model/finding.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/claims.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::rules {

/// The verdict on one workload. `eligible` is false also when only an inferred rule speaks against
/// it (the safe side).
struct FargateVerdict {
  bool eligible = true;
  std::optional<model::FargateSize> size;  ///< under the profile; absent when the pod is too large
  std::optional<model::FargateSize>
      size_current;  ///< only when `standard` alone refuses: the size AWS has today
  std::vector<std::string_view> blocked_by;  ///< rule ids, sorted, each once
  std::vector<model::Finding> findings;      ///< in the order of the rule table

  bool operator==(const FargateVerdict&) const = default;
};

/// Applies every rule of the table to `workload`. `inventory` is what it refers to: claims,
/// classes, volumes. A pod is sized by its request without the overhead of a RuntimeClass, which
/// Fargate does not know.
FargateVerdict check_fargate(const model::Workload& workload, const model::Inventory& inventory,
                             const LimitsProfile& profile);

/// Whether a DaemonSet says by node selector or required affinity that it wants no Fargate nodes
/// (as the add-ons of EKS do): it is not meant for Fargate then, whatever a profile selects.
bool keeps_off_fargate(const model::PodSpec& pod);

}  // namespace eksplan::rules
