#pragma once
/// Which size a pod is billed at on Fargate (AWS: EKS user guide, "Fargate Pod configuration").

#include <optional>
#include <string>
#include <vector>

#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::rules {

/// Kubernetes components on the pod's own node get this much on top of the pod's memory request.
inline constexpr units::Bytes kFargateSystemMemory = units::Bytes::mib(256);

/// The 8 and 16 vCPU sizes are on sale from here. The month is inferred from the day on which vCPU
/// quotas came.
inline constexpr Date kLargeSizesFrom{2022, 10, 1};

/// Ephemeral storage above the free 20 GiB can be asked for, and is billed, from here.
inline constexpr Date kEphemeralStorageFrom{2023, 8, 1};

/// What comes free of charge with every pod.
inline constexpr units::Bytes kFreeEphemeralStorage = units::Bytes::gib(20);

/// The sizes on sale under `profile`, going up in vCPU and, within a vCPU, in memory.
std::vector<model::FargateSize> fargate_sizes(const LimitsProfile& profile);

/// The first size with at least `cpu` and `memory` + 256 MiB; nothing when none is large enough. As
/// sizes go up in vCPU first, it is also the cheapest one that fits, whatever a vCPU and a GB cost.
std::optional<model::FargateSize> fargate_size(units::MilliCpu cpu, units::Bytes memory,
                                               const LimitsProfile& profile);

/// What Fargate bills of ephemeral storage for a pod that asks for `requested`: what it provisions
/// beyond the free 20 GiB, in bytes; zero when that part suffices, when nothing is asked for, and
/// before 2023-08-01.
units::Bytes fargate_billed_ephemeral(units::Bytes requested, const LimitsProfile& profile);

/// What ephemeral storage Fargate provisions for a request: the request, 10 % (rounded up to a
/// byte) and 5 GiB.
units::Bytes fargate_provisioned_ephemeral(units::Bytes requested);

/// "0.25 vCPU / 0.5 GB". AWS writes GB and means GiB.
std::string size_text(const model::FargateSize& size);

}  // namespace eksplan::rules
