#include "eksplan/demand/expected_replicas.hpp"

#include <algorithm>

#include "eksplan/base/checked.hpp"

namespace eksplan::demand {
namespace {

using base::int128;

/// Tolerance of the controller, in tenths of its target.
constexpr int128 kTenths = 10;

/// A fraction above 0.
struct Ratio {
  int128 above = 0;
  int128 below = 1;
};

std::optional<units::Quantity> request_of(const model::ResourceList& requests,
                                          const std::string& resource) {
  const auto found = requests.find(resource);
  return found == requests.end() ? std::nullopt : std::optional(found->second.value);
}

// Of a pod as the controller adds it up: regular and sidecar containers, each of which must have a
// request, or what the pod as a whole requests.
std::optional<units::Quantity> pod_request(const model::PodSpec& pod, const std::string& resource) {
  if (const auto whole = request_of(pod.pod_requests, resource)) {
    return whole;
  }
  units::Quantity sum;
  for (const auto* const containers : {&pod.init_containers, &pod.containers}) {
    for (const auto& container : *containers) {
      if (containers == &pod.init_containers && !container.restarts_always) {
        continue;
      }
      const auto request = request_of(container.requests, resource);
      if (!request) {
        return std::nullopt;
      }
      sum = sum + *request;
    }
  }
  return sum;
}

bool is_of_one_among_several(const model::ScalingTarget& target, const model::PodSpec& pod) {
  const bool alone = pod.containers.size() == 1 && pod.containers[0].name == target.container;
  return !target.container.empty() && !alone;
}

/// Pods times this many is the load: usage of all pods over what one pod shall have.
std::optional<Ratio> load_of(const model::ScalingTarget& target, const model::PodSpec& pod,
                             const PodUsage& usage) {
  const bool is_cpu = target.resource == "cpu";
  const auto used = is_cpu ? usage.cpu_nanocores : usage.memory_bytes;
  if (!used || *used < 0 || usage.pods < 1 || is_of_one_among_several(target, pod)) {
    return std::nullopt;
  }
  const auto all = int128{*used} * usage.pods;
  if (target.average_amount) {
    return Ratio{all, *target.average_amount};
  }
  const auto request = pod_request(pod, target.resource);
  if (!request || request->nanos() <= 0 || !target.utilization_percent) {
    return std::nullopt;
  }
  const auto amount = is_cpu ? request->nanos() : request->units_up();
  return Ratio{all * 100, amount * *target.utilization_percent};
}

std::int64_t within(int128 count, std::int64_t least, std::int64_t most) {
  return static_cast<std::int64_t>(std::clamp<int128>(count, least, most));
}

// n pods stay while |1 - load / n| is at most a tenth: from load / 1.1 to load / 0.9.
ExpectedReplicas settle(const Ratio& load, std::int64_t least, std::int64_t most) {
  ExpectedReplicas expected;
  expected.count = within(base::div_ceil(load.above, load.below), least, most);
  const auto fewest = base::div_ceil(load.above * kTenths, load.below * (kTenths + 1));
  const auto largest = base::div_floor(load.above * kTenths, load.below * (kTenths - 1));
  expected.least = std::min(within(fewest, least, most), expected.count);
  expected.most = std::max(within(largest, least, most), expected.count);
  return expected;
}

}  // namespace

std::int64_t utilization_percent(std::int64_t used, std::int64_t requested) {
  return static_cast<std::int64_t>(base::mul_div_floor(used, 100, requested));
}

std::int64_t next_replicas(std::int64_t current, std::int64_t utilization,
                           std::int64_t target_percent) {
  const auto off =
      utilization > target_percent ? utilization - target_percent : target_percent - utilization;
  if (int128{off} * kTenths <= target_percent) {
    return current;
  }
  const auto wanted = base::div_ceil(int128{utilization} * current, target_percent);
  const auto step = std::max<int128>(int128{2} * current, 4);
  return static_cast<std::int64_t>(std::min(wanted, step));
}

std::optional<ExpectedReplicas> expected_replicas(const model::HorizontalPodAutoscaler& scaler,
                                                  const model::PodSpec& pod,
                                                  const PodUsage& usage) {
  const auto least =
      std::min(std::max<std::int64_t>(scaler.min_replicas.value_or(1), 1), scaler.max_replicas);
  std::optional<ExpectedReplicas> largest;
  for (const auto& target : scaler.targets) {
    const auto load = load_of(target, pod, usage);
    if (!load) {
      continue;
    }
    const auto expected = settle(*load, least, scaler.max_replicas);
    if (!largest || expected.count > largest->count) {
      largest = expected;
    }
  }
  return largest;
}

const model::HorizontalPodAutoscaler* scaler_of(const model::Inventory& inventory,
                                                const model::ObjectId& id) {
  const model::HorizontalPodAutoscaler* found = nullptr;
  for (const auto& scaler : inventory.autoscalers) {
    const bool aims = scaler.id.namespace_name == id.namespace_name &&
                      scaler.target_kind == id.kind && scaler.target_name == id.name;
    if (aims && (found == nullptr || scaler.id.kind == "ScaledObject")) {
      found = &scaler;
    }
  }
  return found;
}

}  // namespace eksplan::demand
