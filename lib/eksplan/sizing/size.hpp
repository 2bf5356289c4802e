#pragma once
/// How large a pod should be: by what it asks for, by what it uses, or by what is recommended.

#include <cstdint>
#include <optional>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/usage.hpp"
#include "eksplan/sizing/join.hpp"

namespace eksplan::sizing {

/// `--size-by`.
enum class SizeBy : std::uint8_t { requests, usage, recommended, max };

std::string_view name(SizeBy by);
base::Parsed<SizeBy> parse_size_by(std::string_view text);

/// `--size-headroom`: percent on top of what was measured. 15 is what the Vertical Pod Autoscaler,
/// kube-resource-report and krr (of memory) add.
inline constexpr std::int64_t kDefaultHeadroom = 15;

struct SizeOptions {
  SizeBy by = SizeBy::requests;
  std::int64_t headroom_percent = kDefaultHeadroom;
};

/// What a pod or a container should ask for by `measured`; what nothing is known of is absent.
///
/// usage: the mean CPU of the pods and the memory of the largest, with headroom, CPU at least 1m.
/// recommended: what a file recommends, as it is; without such a file as krr would: the largest
/// percentile, or the largest amount, with headroom, at least 10m and 100 MiB, memory in whole MiB.
model::UsageAmounts amounts_by_usage(const Measured& measured, std::int64_t headroom_percent);
model::UsageAmounts amounts_by_recommendation(const Measured& measured,
                                              std::int64_t headroom_percent);

/// The effective requests of the pod under `options`: containers that something is known of have
/// their new amounts and the others their own; where only the pod as a whole is known, that is what
/// its containers ask for together. Init containers are never made smaller. `max` takes the larger
/// of usage and requests. Without a figure a request stays as it is.
struct PodSize {
  model::PodRequests with_overhead;
  model::PodRequests without_overhead;  ///< what Fargate sizes by

  bool operator==(const PodSize&) const = default;
};

PodSize size_of(const model::Workload& workload, const WorkloadUsage& usage,
                const SizeOptions& options);

/// The demand with every workload that something is known of at its new size. The containers keep
/// what is written in them: they are what rules look at.
demand::Demand resized(demand::Demand demand, const Joined& usage, const SizeOptions& options);

/// Whether the CPU, and the memory, of all pods together stay within 64 bits, as those of manifests
/// do. A DaemonSet counts as one pod here.
bool adds_up(const demand::Demand& demand);

}  // namespace eksplan::sizing
