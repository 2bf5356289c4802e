#pragma once
/// How many pods an autoscaler settles at, from what its pods use and what it aims for: the
/// arithmetic of the HorizontalPodAutoscaler in whole numbers.

#include <cstdint>
#include <map>
#include <optional>

#include "eksplan/model/inventory.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::demand {

/// What the pods of a workload use: the mean of `pods` pods. A plan needs no more of a measurement.
struct PodUsage {
  std::optional<std::int64_t> cpu_nanocores;
  std::optional<std::int64_t> memory_bytes;
  std::int64_t pods = 1;  ///< that were running when it was measured

  bool operator==(const PodUsage&) const = default;
};

using UsageOfWorkloads = std::map<model::ObjectId, PodUsage>;

/// The replicas that are expected, and the least and most that the autoscaler leaves alone: it does
/// not act while it is within a tenth of its target.
struct ExpectedReplicas {
  std::int64_t count = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;

  bool operator==(const ExpectedReplicas&) const = default;
};

/// floor(100 x usage / requests), as the controller counts; `requested` above 0.
std::int64_t utilization_percent(std::int64_t used, std::int64_t requested);

/// What the controller asks for next with `current` pods at that utilisation: it leaves them alone
/// within a tenth of `target_percent`, and at most doubles them (to 4 at least).
std::int64_t next_replicas(std::int64_t current, std::int64_t utilization,
                           std::int64_t target_percent);

/// The count at which the load that was measured is spread as the autoscaler wants it: of several
/// targets the largest, within its bounds. Nothing when no target can be judged: no usage of that
/// resource, a container without a request, or a single container of several.
std::optional<ExpectedReplicas> expected_replicas(const model::HorizontalPodAutoscaler& scaler,
                                                  const model::PodSpec& pod, const PodUsage& usage);

/// The autoscaler whose target is `id`; null when there is none. A ScaledObject comes before an
/// HPA.
const model::HorizontalPodAutoscaler* scaler_of(const model::Inventory& inventory,
                                                const model::ObjectId& id);

}  // namespace eksplan::demand
