#include "eksplan/k8s/admission.hpp"

#include "eksplan/model/effective_requests.hpp"

namespace eksplan::k8s {
namespace {

bool fill(model::ResourceList& list, const model::ResourceList& from) {
  bool filled = false;
  for (const auto& [resource, amount] : from) {
    filled = list.emplace(resource, amount).second || filled;
  }
  return filled;
}

template <class Visit>
void for_each_container(model::PodSpec& spec, Visit visit) {
  for (auto* containers : {&spec.init_containers, &spec.containers}) {
    for (auto& container : *containers) {
      visit(container);
    }
  }
}

// Only where spec.resources.limits is set, but then also for cpu and memory that it does not name.
void fill_pod_level(model::PodSpec& spec) {
  if (spec.pod_limits.empty()) {
    return;
  }
  auto candidates = spec.pod_limits;
  const auto at = candidates.begin()->second.at;
  for (const auto* resource : {"cpu", "memory"}) {
    candidates.emplace(resource, model::Located<units::Quantity>{{}, at});
  }
  for (const auto& [resource, limit] : candidates) {
    if (!model::has_pod_level(resource)) {
      continue;
    }
    const auto sum = model::container_sum(spec, resource);
    if (sum.nanos() > 0) {
      spec.pod_requests.emplace(resource, model::Located<units::Quantity>{sum, limit.at});
    } else if (spec.pod_limits.count(resource) != 0) {
      spec.pod_requests.emplace(resource, limit);
    }
  }
}

}  // namespace

bool admit(model::PodSpec& spec, const ContainerDefaults* defaults) {
  for_each_container(
      spec, [](model::Container& container) { fill(container.requests, container.limits); });
  fill_pod_level(spec);
  bool filled = false;
  if (defaults != nullptr) {
    for_each_container(spec, [defaults, &filled](model::Container& container) {
      filled = fill(container.limits, defaults->limits) || filled;
      filled = fill(container.requests, defaults->requests) || filled;
    });
  }
  return filled;
}

}  // namespace eksplan::k8s
