#include "eksplan/model/effective_requests.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::model {
namespace {

const std::string kCpu = "cpu";
const std::string kMemory = "memory";
const std::string kEphemeralStorage = "ephemeral-storage";

units::Quantity amount_in(const ResourceList& list, const std::string& resource) {
  const auto found = list.find(resource);
  return found == list.end() ? units::Quantity{} : found->second.value;
}

bool is_extended(const std::string& resource) {
  return resource != kCpu && resource != kMemory && resource != kEphemeralStorage;
}

units::Quantity request_of(const Container& container, const std::string& resource) {
  const auto request = amount_in(container.requests, resource);
  return is_extended(resource) && request.nanos() == 0 ? amount_in(container.limits, resource)
                                                       : request;
}

void insert_names(const ResourceList& list, std::set<std::string>& names) {
  for (const auto& [name, amount] : list) {
    names.insert(name);
  }
}

std::set<std::string> extended_names(const PodSpec& spec) {
  std::set<std::string> names;
  for (const auto* containers : {&spec.init_containers, &spec.containers}) {
    for (const auto& container : *containers) {
      insert_names(container.requests, names);
      insert_names(container.limits, names);
    }
  }
  insert_names(spec.pod_requests, names);
  insert_names(spec.overhead, names);
  for (const auto& name : {kCpu, kMemory, kEphemeralStorage}) {
    names.erase(name);
  }
  return names;
}

units::Quantity without_overhead(const PodSpec& spec, const std::string& resource) {
  const auto whole = spec.pod_requests.find(resource);
  return whole != spec.pod_requests.end() && has_pod_level(resource)
             ? whole->second.value
             : container_sum(spec, resource);
}

base::Fault too_large(const std::string& resource) {
  return {fmt::format("the {} requests of the pod add up to more than eksplan counts", resource),
          "sums go up to 9223372036854775807"};
}

// One of the two results of a pod: `amount` gives each resource.
template <class Amount>
base::Parsed<PodRequests> round_up(const std::set<std::string>& extended, Amount amount) {
  PodRequests requests;
  const auto cpu = base::narrow(amount(kCpu).millis_up());
  if (!cpu) {
    return too_large(kCpu);
  }
  requests.cpu = units::MilliCpu::from_millis(*cpu);
  for (auto [resource, bytes] : {std::pair{&kMemory, &requests.memory},
                                 std::pair{&kEphemeralStorage, &requests.ephemeral_storage}}) {
    const auto count = base::narrow(amount(*resource).units_up());
    if (!count) {
      return too_large(*resource);
    }
    *bytes = units::Bytes::from_count(*count);
  }
  for (const auto& resource : extended) {
    const auto count = base::narrow(amount(resource).units_up());
    if (!count) {
      return too_large(resource);
    }
    if (*count > 0) {
      requests.extended.emplace(resource, *count);
    }
  }
  return requests;
}

}  // namespace

bool has_pod_level(std::string_view resource) {
  return resource == kCpu || resource == kMemory || resource.substr(0, 10) == "hugepages-";
}

units::Quantity container_sum(const PodSpec& spec, const std::string& resource) {
  units::Quantity sidecars;
  units::Quantity peak;
  for (const auto& container : spec.init_containers) {
    const auto step = sidecars + request_of(container, resource);
    peak = std::max(peak, step);
    if (container.restarts_always) {
      sidecars = step;
    }
  }
  auto running = sidecars;
  for (const auto& container : spec.containers) {
    running = running + request_of(container, resource);
  }
  return std::max(running, peak);
}

base::Parsed<EffectiveRequests> effective_requests(const PodSpec& spec) {
  const auto extended = extended_names(spec);
  const auto bare = round_up(
      extended, [&spec](const std::string& resource) { return without_overhead(spec, resource); });
  const auto charged = round_up(extended, [&spec](const std::string& resource) {
    return without_overhead(spec, resource) + amount_in(spec.overhead, resource);
  });
  if (!charged) {
    return charged.fault();
  }
  // Without the overhead each amount is smaller, so it fits as well.
  return EffectiveRequests{.with_overhead = *charged, .without_overhead = *bare};
}

}  // namespace eksplan::model
