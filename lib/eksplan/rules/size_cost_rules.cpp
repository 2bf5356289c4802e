#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/fargate_size.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FargateSize;
using units::Bytes;
using units::MilliCpu;

/// A workload whose pods Fargate bills, and the size of each.
struct Billed {
  const Subject& subject;
  const model::PodRequests& requests;
  FargateSize size;

  const model::PodTemplate& pod() const { return subject.workload->pod; }

  /// A pod that has a size asks for no more than that, so this cannot overflow.
  Bytes needed_memory() const { return requests.memory + kFargateSystemMemory; }
};

/// Workloads without pods cost nothing.
std::vector<Billed> billed_in(const Scene& scene) {
  std::vector<Billed> all;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& requests = subject->workload->pod.requests_without_overhead;
    const auto size = fargate_size(requests.cpu, requests.memory, scene.profile());
    if (size && subject->pods > 0) {
      all.push_back({*subject, requests, *size});
    }
  }
  return all;
}

Hit cost_hit(const Billed& billed, std::string message) {
  return {.at = billed.pod().at,
          .path = billed.pod().path,
          .message = std::move(message),
          .object = billed.subject.workload->id};
}

std::string asked_text(const model::PodRequests& requests) {
  return fmt::format("the pod asks for {} cpu and {} memory", requests.cpu,
                     exact_text(requests.memory));
}

/// What all pods of the workload save when each has `smaller` instead; nothing when a price is not
/// known.
std::optional<units::HourlyRate> saving(const Billed& billed, const FargateSize& smaller,
                                        const Scene& scene) {
  const auto before = size_rate(scene.prices(), billed.size);
  const auto after = size_rate(scene.prices(), smaller);
  return before && after ? std::optional((*before - *after) * billed.subject.pods) : std::nullopt;
}

bool is_cheaper(const std::optional<units::HourlyRate>& saved) {
  return !saved || *saved > units::HourlyRate{};
}

/// ": -$4.21 a month for 3 pods"; nothing when it is not known.
std::string saving_text(const Billed& billed, const std::optional<units::HourlyRate>& saved,
                        const Scene& scene) {
  if (!saved) {
    return {};
  }
  const auto pods = billed.subject.pods;
  return fmt::format(": -{}{}", monthly_text(*saved, scene.prices()),
                     pods == 1 ? std::string() : fmt::format(" for {} pods", pods));
}

/// Amounts up to this much above an edge are worth a trim.
constexpr Bytes kMemoryTrim = Bytes::mib(256);
constexpr std::int64_t kCpuTrimPercent = 10;

/// The cpu that is left after the largest trim worth it: the vCPU step below, when the request is
/// above it by at most a tenth of the way to the next.
MilliCpu trimmed_cpu(MilliCpu cpu, const LimitsProfile& profile) {
  MilliCpu below;
  for (const auto& size : fargate_sizes(profile)) {
    if (size.vcpu < cpu) {
      below = size.vcpu;
      continue;
    }
    const auto above = base::int128{(cpu - below).millis()};
    const auto step = base::int128{(size.vcpu - below).millis()};
    return below > MilliCpu{} && above * 100 <= step * kCpuTrimPercent ? below : cpu;
  }
  return cpu;
}

/// The cheapest size that trims within the bounds reach: as sizes go up in vCPU and then in memory,
/// it is the first that holds what is left after the largest trims.
std::optional<FargateSize> size_after_trim(const Billed& billed, const LimitsProfile& profile) {
  const auto& requests = billed.requests;
  const auto memory = std::max(Bytes{}, requests.memory - kMemoryTrim);
  const auto reached = fargate_size(trimmed_cpu(requests.cpu, profile), memory, profile);
  return reached && *reached < billed.size ? reached : std::nullopt;
}

/// "5m less cpu and 40Mi less memory": the least that has to go for `smaller`.
std::string trim_text(const Billed& billed, const FargateSize& smaller) {
  std::vector<std::string> trims;
  if (billed.requests.cpu > smaller.vcpu) {
    trims.push_back(fmt::format("{} less cpu", billed.requests.cpu - smaller.vcpu));
  }
  if (billed.needed_memory() > smaller.memory) {
    trims.push_back(
        fmt::format("{} less memory", exact_text(billed.needed_memory() - smaller.memory)));
  }
  return base::and_list(trims);
}

std::vector<Hit> just_over_tier(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& billed : billed_in(scene)) {
    const auto smaller = size_after_trim(billed, scene.profile());
    if (!smaller) {
      continue;
    }
    const auto saved = saving(billed, *smaller, scene);
    if (!is_cheaper(saved)) {
      continue;
    }
    hits.push_back(cost_hit(
        billed, fmt::format("{}, which with {} for the system is a little more than {} has; it is "
                            "billed as {}",
                            asked_text(billed.requests), exact_text(kFargateSystemMemory),
                            size_text(*smaller), size_text(billed.size))));
    hits.back().fix =
        fmt::format("ask for {}{}", trim_text(billed, *smaller), saving_text(billed, saved, scene));
    hits.back().saving = saved;
  }
  return hits;
}

/// Half of the smallest size: of its cpu, and of the memory that the system leaves.
bool is_tiny(const Billed& billed) {
  constexpr auto kHalfOfCpu = MilliCpu::from_millis(125);
  constexpr auto kHalfOfMemory = Bytes::mib(128);
  return billed.requests.cpu <= kHalfOfCpu && billed.requests.memory <= kHalfOfMemory;
}

std::vector<Hit> minimum_size(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& billed : billed_in(scene)) {
    if (!is_tiny(billed)) {
      continue;
    }
    auto message = fmt::format("{}, at most half of what the smallest size, {}, has for it",
                               asked_text(billed.requests), size_text(billed.size));
    if (const auto rate = size_rate(scene.prices(), billed.size)) {
      message += fmt::format("; each such pod costs {}", monthly_text(*rate, scene.prices()));
    }
    hits.push_back(cost_hit(billed, std::move(message)));
  }
  return hits;
}

/// What is paid for and not asked for. The 256Mi of the system count as used.
FargateSize unused_room(const Billed& billed) {
  return {.vcpu = billed.size.vcpu - billed.requests.cpu,
          .memory = billed.size.memory - billed.needed_memory()};
}

/// Rounded down.
std::int64_t percent(base::int128 part, base::int128 whole) {
  return whole > 0 ? static_cast<std::int64_t>(base::mul_div_floor(part, 100, whole)) : 0;
}

std::string unused_text(const Billed& billed, const FargateSize& unused) {
  std::vector<std::string> parts;
  if (unused.vcpu > MilliCpu{}) {
    parts.push_back(fmt::format("{} cpu ({} %)", unused.vcpu,
                                percent(unused.vcpu.millis(), billed.size.vcpu.millis())));
  }
  if (unused.memory > Bytes{}) {
    parts.push_back(fmt::format("{} memory ({} %)", exact_text(unused.memory),
                                percent(unused.memory.count(), billed.size.memory.count())));
  }
  return base::and_list(parts);
}

/// ": $9.65 a month, 53 % of the price of each pod"; nothing when it is not known.
std::string unused_price_text(const Billed& billed, const FargateSize& unused,
                              const UnitPrices& prices) {
  const auto whole = size_rate(prices, billed.size);
  const auto part = size_rate(prices, unused);
  if (!whole || !part) {
    return {};
  }
  return fmt::format(": {}, {} % of the price of each pod", monthly_text(*part, prices),
                     percent(part->hourly().nanos(), whole->hourly().nanos()));
}

constexpr std::int64_t kUnusedPercent = 25;

bool has_unused_room(const Billed& billed, const FargateSize& unused) {
  return base::int128{unused.vcpu.millis()} * 100 >=
             base::int128{billed.size.vcpu.millis()} * kUnusedPercent ||
         base::int128{unused.memory.count()} * 100 >=
             base::int128{billed.size.memory.count()} * kUnusedPercent;
}

std::vector<Hit> unused_tier_room(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& billed : billed_in(scene)) {
    const auto unused = unused_room(billed);
    const bool said_otherwise =
        is_tiny(billed) || size_after_trim(billed, scene.profile()).has_value();
    if (said_otherwise || !has_unused_room(billed, unused)) {
      continue;
    }
    hits.push_back(
        cost_hit(billed, fmt::format("of the {} that is billed, the pod does not ask for {}{}",
                                     size_text(billed.size), unused_text(billed, unused),
                                     unused_price_text(billed, unused, scene.prices()))));
  }
  return hits;
}

/// One resource as the running containers ask for it: the pod's own figure, else the sum over
/// containers and sidecars.
units::Quantity running_sum(const model::PodTemplate& pod, std::string_view resource) {
  if (const auto* const whole = amount_of(pod.spec.pod_requests, resource)) {
    return whole->value;
  }
  units::Quantity sum;
  for (const auto& at : containers_of(pod)) {
    const auto* const own = amount_of(at.container.requests, resource);
    if (own != nullptr && runs_with_the_pod(at)) {
      sum = sum + own->value;
    }
  }
  return sum;
}

struct Running {
  MilliCpu cpu;
  Bytes memory;
};

Running without_init(const model::PodTemplate& pod) {
  return {cpu_amount(running_sum(pod, "cpu")), memory_amount(running_sum(pod, "memory"))};
}

/// Init containers that ask for more than all that runs afterwards, with the sidecars that run
/// beside them.
std::vector<ContainerAt> dominating(const model::PodTemplate& pod, const Running& running) {
  std::vector<ContainerAt> found;
  units::Quantity side_cpu;
  units::Quantity side_memory;
  for (const auto& at : containers_of(pod)) {
    const auto* const cpu = amount_of(at.container.requests, "cpu");
    const auto* const memory = amount_of(at.container.requests, "memory");
    const auto step_cpu = side_cpu + (cpu != nullptr ? cpu->value : units::Quantity{});
    const auto step_memory = side_memory + (memory != nullptr ? memory->value : units::Quantity{});
    if (runs_with_the_pod(at)) {
      side_cpu = step_cpu;
      side_memory = step_memory;
    } else if (cpu_amount(step_cpu) > running.cpu || memory_amount(step_memory) > running.memory) {
      found.push_back(at);
    }
  }
  return found;
}

std::vector<Hit> init_dominates(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& billed : billed_in(scene)) {
    const auto running = without_init(billed.pod());
    const auto smaller = fargate_size(running.cpu, running.memory, scene.profile());
    const auto init = dominating(billed.pod(), running);
    if (!smaller || !(*smaller < billed.size) || init.empty()) {
      continue;
    }
    const auto saved = saving(billed, *smaller, scene);
    if (!is_cheaper(saved)) {
      continue;
    }
    auto hit = cost_hit(
        billed, fmt::format("{} makes the pod {} for all its life; what runs afterwards fits {}",
                            init.front().text(), size_text(billed.size), size_text(*smaller)));
    hit.at = init.front().container.at;
    hit.path = init.front().path() + ".resources.requests";
    hit.fix =
        fmt::format("lower the requests of init containers to {} cpu and {} memory{}", running.cpu,
                    exact_text(running.memory), saving_text(billed, saved, scene));
    hit.saving = saved;
    hits.push_back(std::move(hit));
  }
  return hits;
}

constexpr std::string_view kSizes = "the sizes of EKS user guide, Fargate Pod configuration";

constexpr std::array<Rule, 4> kSizeCostRules{{
    {.id = "fargate-just-over-tier",
     .title = "A little less cpu or memory buys a cheaper Fargate size",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "lower the requests to what the smaller size has",
     .source = kSizes,
     .find_all = just_over_tier,
     .trigger =
         "a pod on Fargate that a cheaper size would hold with at most 256Mi less memory and "
         "less cpu by at most 10 % of the vCPU step"},
    {.id = "fargate-unused-tier-room",
     .title = "Fargate bills the whole size, not what the pod asks for",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "raise requests and limits by that much, which costs nothing, or run fewer and larger "
            "pods",
     .source = kSizes,
     .find_all = unused_tier_room,
     .trigger = "a pod on Fargate that leaves 25 % or more of the cpu or memory of its size "
                "unasked for, 256Mi for the system counted as used"},
    {.id = "fargate-minimum-size-waste",
     .title = "Fargate has no size below 0.25 vCPU / 0.5 GB",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "run tiny pods on nodes, which they share, or put several containers in one pod",
     .source = "aws/containers-roadmap#79, #110, #2662",
     .find_all = minimum_size,
     .trigger = "a pod on Fargate that asks for at most 125m cpu and 128Mi memory"},
    {.id = "fargate-init-dominates",
     .title = "What init containers ask for is billed for the pod's whole life",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "lower the requests of init containers",
     .source = "EKS user guide, Fargate Pod configuration",
     .find_all = init_dominates,
     .trigger = "init containers without which a pod on Fargate would have a smaller size"},
}};

}  // namespace

std::span<const Rule> size_cost_rules() {
  return kSizeCostRules;
}

}  // namespace eksplan::rules
