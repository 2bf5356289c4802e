#pragma once
/// Which size a pod is billed at on Fargate (AWS: EKS user guide, "Fargate Pod configuration").

#include <optional>
#include <span>
#include <vector>

#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::rules {

/// Kubernetes components on the pod's own node get this much on top of the pod's memory request.
inline constexpr units::Bytes kFargateSystemMemory = units::Bytes::mib(256);

/// The sizes on sale under `profile`, going up in vCPU and, within a vCPU, in memory.
std::vector<model::FargateSize> fargate_sizes(const LimitsProfile& profile);

/// The first size with at least `cpu` and `memory` + 256 MiB; nothing when none is large enough.
std::optional<model::FargateSize> fargate_size(units::MilliCpu cpu, units::Bytes memory, const LimitsProfile& profile);

/// What Fargate provisions and bills of ephemeral storage beyond the free 20 GiB for a pod that asks for `requested`:
/// nothing up to what fits the free part, else requested + 10 % + 5 GiB less 20 GiB, in bytes. Zero before 2023-08-01.
units::Bytes fargate_billed_ephemeral(units::Bytes requested, const LimitsProfile& profile);

}  // namespace eksplan::rules
