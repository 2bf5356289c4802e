#include "eksplan/sizing/size.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/model/effective_requests.hpp"

namespace eksplan::sizing {
namespace {

using base::int128;
using model::UsageAmounts;
using units::Bytes;
using units::NanoCpu;

constexpr std::array kAll{SizeBy::requests, SizeBy::usage, SizeBy::recommended, SizeBy::max};
constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::int64_t kNanosPerByte = 1'000'000'000;

// What krr never goes below for a container.
constexpr auto kLeastCpu = NanoCpu::from_nanos(10 * kNanosPerMilli);
constexpr auto kLeastMemory = Bytes::mib(100);

std::int64_t with_headroom(std::int64_t amount, std::int64_t percent) {
  return base::narrow(base::div_ceil(int128{amount} * (100 + percent), 100))
      .value_or(std::numeric_limits<std::int64_t>::max());
}

std::optional<NanoCpu> with_headroom(const std::optional<NanoCpu>& amount, std::int64_t percent) {
  return amount ? std::optional(NanoCpu::from_nanos(with_headroom(amount->nanos(), percent)))
                : std::nullopt;
}

std::optional<Bytes> with_headroom(const std::optional<Bytes>& amount, std::int64_t percent) {
  return amount ? std::optional(Bytes::from_count(with_headroom(amount->count(), percent)))
                : std::nullopt;
}

Bytes in_whole_mebibytes(Bytes amount) {
  const auto whole = base::div_ceil(amount.count(), Bytes::kMib) * Bytes::kMib;
  return Bytes::from_count(base::narrow(whole).value_or(amount.count()));
}

UsageAmounts amounts_of(const Measured& measured, SizeBy by, std::int64_t headroom_percent) {
  return by == SizeBy::recommended ? amounts_by_recommendation(measured, headroom_percent)
                                   : amounts_by_usage(measured, headroom_percent);
}

/// New amounts of one resource, by container or for all containers together.
struct NewAmounts {
  std::string resource;
  std::map<std::string, units::Quantity> containers;
  std::optional<units::Quantity> pod;

  bool is_empty() const { return containers.empty() && !pod; }
};

std::optional<units::Quantity> cpu_quantity(const UsageAmounts& amounts) {
  // Whole millicores for each container, as it would be written.
  return amounts.cpu ? std::optional(units::Quantity::from_nanos(
                           int128{amounts.cpu->millis_up().millis()} * kNanosPerMilli))
                     : std::nullopt;
}

std::optional<units::Quantity> memory_quantity(const UsageAmounts& amounts) {
  return amounts.memory ? std::optional(units::Quantity::from_nanos(
                              int128{amounts.memory->count()} * kNanosPerByte))
                        : std::nullopt;
}

bool is_in(const model::PodSpec& spec, const std::string& name) {
  const auto is_it = [&](const model::Container& container) { return container.name == name; };
  return std::ranges::any_of(spec.containers, is_it) ||
         std::ranges::any_of(spec.init_containers, [&](const model::Container& container) {
           return container.restarts_always && is_it(container);
         });
}

template <class ToQuantity>
NewAmounts new_amounts(std::string resource, const model::PodSpec& spec, const WorkloadUsage& usage,
                       const SizeOptions& options, ToQuantity to_quantity) {
  NewAmounts amounts;
  amounts.resource = std::move(resource);
  for (const auto& [name, measured] : usage.containers) {
    const auto amount =
        is_in(spec, name) ? to_quantity(amounts_of(measured, options.by, options.headroom_percent))
                          : std::nullopt;
    if (amount) {
      amounts.containers.emplace(name, *amount);
    }
  }
  if (amounts.containers.empty()) {
    amounts.pod = to_quantity(amounts_of(usage.pod, options.by, options.headroom_percent));
  }
  return amounts;
}

// The pod's whole amount is given to its first container; only the sum of the running ones matters.
void put(const NewAmounts& amounts, model::PodSpec& spec) {
  if (amounts.is_empty()) {
    return;
  }
  const auto set = [&](model::Container& container) {
    auto& request = container.requests[amounts.resource];
    if (amounts.pod) {
      request.value = {};
    }
    const auto known = amounts.containers.find(container.name);
    if (known != amounts.containers.end()) {
      request.value = known->second;
    }
  };
  for (auto& container : spec.init_containers) {
    if (container.restarts_always) {
      set(container);
    }
  }
  for (auto& container : spec.containers) {
    set(container);
  }
  if (amounts.pod && !spec.containers.empty()) {
    spec.containers.front().requests[amounts.resource].value = *amounts.pod;
  }
  spec.pod_requests.erase(amounts.resource);
}

void take_larger(model::PodRequests& size, const model::PodRequests& requests) {
  size.cpu = std::max(size.cpu, requests.cpu);
  size.memory = std::max(size.memory, requests.memory);
}

}  // namespace

std::string_view name(SizeBy by) {
  switch (by) {
    case SizeBy::requests:
      return "requests";
    case SizeBy::usage:
      return "usage";
    case SizeBy::recommended:
      return "recommended";
    case SizeBy::max:
      break;
  }
  return "max";
}

base::Parsed<SizeBy> parse_size_by(std::string_view text) {
  const auto* const found = std::ranges::find_if(kAll, [&](SizeBy by) { return name(by) == text; });
  if (found != kAll.end()) {
    return *found;
  }
  constexpr std::array<std::string_view, 4> kNames{"requests", "usage", "recommended", "max"};
  const auto near = base::nearest(text, kNames);
  return base::Fault{
      fmt::format("'{}' is not a way to size pods", text),
      near ? fmt::format("did you mean {}?", *near) : "write requests, usage, recommended or max"};
}

UsageAmounts amounts_by_usage(const Measured& measured, std::int64_t headroom_percent) {
  UsageAmounts amounts{with_headroom(measured.mean.cpu, headroom_percent),
                       with_headroom(measured.most.memory, headroom_percent)};
  if (amounts.cpu) {
    amounts.cpu = std::max(*amounts.cpu, NanoCpu::from_nanos(kNanosPerMilli));
  }
  return amounts;
}

UsageAmounts amounts_by_recommendation(const Measured& measured, std::int64_t headroom_percent) {
  auto amounts = measured.recommended;
  if (!amounts.cpu) {
    const auto& peak = measured.high.cpu ? measured.high.cpu : measured.most.cpu;
    const auto cpu = with_headroom(peak, headroom_percent);
    amounts.cpu = cpu ? std::optional(std::max(*cpu, kLeastCpu)) : std::nullopt;
  }
  if (!amounts.memory) {
    const auto memory = with_headroom(measured.most.memory, headroom_percent);
    amounts.memory =
        memory ? std::optional(std::max(in_whole_mebibytes(*memory), kLeastMemory)) : std::nullopt;
  }
  return amounts;
}

PodSize size_of(const model::Workload& workload, const WorkloadUsage& usage,
                const SizeOptions& options) {
  const auto& pod = workload.pod;
  PodSize as_written{pod.requests, pod.requests_without_overhead};
  if (options.by == SizeBy::requests) {
    return as_written;
  }
  auto spec = pod.spec;
  const auto cpu = new_amounts("cpu", pod.spec, usage, options, cpu_quantity);
  const auto memory = new_amounts("memory", pod.spec, usage, options, memory_quantity);
  if (cpu.is_empty() && memory.is_empty()) {
    return as_written;
  }
  put(cpu, spec);
  put(memory, spec);
  const auto effective = model::effective_requests(spec);
  if (!effective) {
    return as_written;  // more than 64 bits hold: no pod is that large
  }
  PodSize size{effective->with_overhead, effective->without_overhead};
  if (options.by == SizeBy::max) {
    take_larger(size.with_overhead, pod.requests);
    take_larger(size.without_overhead, pod.requests_without_overhead);
  }
  return size;
}

bool adds_up(const demand::Demand& demand) {
  int128 cpu = 0;
  int128 memory = 0;
  for (const auto& item : demand.items) {
    const auto pods = std::max<std::int64_t>(item.replicas, 1);
    cpu += int128{item.workload.pod.requests.cpu.millis()} * pods;
    memory += int128{item.workload.pod.requests.memory.count()} * pods;
  }
  return base::narrow(cpu) && base::narrow(memory);
}

demand::Demand resized(demand::Demand demand, const Joined& usage, const SizeOptions& options) {
  for (auto& item : demand.items) {
    const auto* const known = usage.find(item.workload.id);
    if (known != nullptr) {
      auto size = size_of(item.workload, *known, options);
      item.workload.pod.requests = std::move(size.with_overhead);
      item.workload.pod.requests_without_overhead = std::move(size.without_overhead);
    }
  }
  return demand;
}

}  // namespace eksplan::sizing
