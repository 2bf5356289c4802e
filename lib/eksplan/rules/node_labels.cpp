#include <algorithm>
#include <array>

#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

/// Labels that AWS, the kubelet or Kubernetes sets, with their old spellings.
constexpr std::array<std::string_view, 19> kSetByOthers{
    "beta.kubernetes.io/arch",
    "beta.kubernetes.io/instance-type",
    "beta.kubernetes.io/os",
    "eks.amazonaws.com/capacityType",
    "eks.amazonaws.com/compute-type",
    "eks.amazonaws.com/nodegroup-image",
    "eks.amazonaws.com/sourceLaunchTemplateId",
    "eks.amazonaws.com/sourceLaunchTemplateVersion",
    "failure-domain.beta.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone",
    "karpenter.sh/capacity-type",
    "kubernetes.io/arch",
    "kubernetes.io/hostname",
    "kubernetes.io/os",
    "node.kubernetes.io/instance-type",
    "node.kubernetes.io/windows-build",
    "topology.ebs.csi.aws.com/zone",
    "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone",
};

}  // namespace

model::Labels well_known_labels(const model::InstanceType& type, model::Purchase purchase,
                                std::string_view region, std::string_view zone) {
  const std::string arch(model::name(type.arch));
  const std::string type_name(type.name);
  model::Labels labels{
      {"kubernetes.io/arch", arch},
      {"beta.kubernetes.io/arch", arch},
      {"kubernetes.io/os", "linux"},
      {"beta.kubernetes.io/os", "linux"},
      {"node.kubernetes.io/instance-type", type_name},
      {"beta.kubernetes.io/instance-type", type_name},
      {"eks.amazonaws.com/capacityType", purchase == model::Purchase::spot ? "SPOT" : "ON_DEMAND"},
      {"topology.kubernetes.io/region", std::string(region)},
      {"failure-domain.beta.kubernetes.io/region", std::string(region)},
  };
  if (!zone.empty()) {
    for (const auto* const key :
         {"topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone",
          "topology.ebs.csi.aws.com/zone"}) {
      labels.emplace(key, zone);
    }
  }
  return labels;
}

bool is_well_known_label(std::string_view key) {
  // What Karpenter says of an instance type; the name of its node pool, like that of a node group,
  // is free.
  return std::ranges::binary_search(kSetByOthers, key) || key.starts_with("karpenter.k8s.aws/");
}

}  // namespace eksplan::rules
