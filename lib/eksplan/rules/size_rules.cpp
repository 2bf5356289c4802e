#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/fargate_size.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;

const model::PodRequests& requests_of(const RuleContext& context) {
  return context.workload.pod.requests_without_overhead;
}

units::Bytes with_system_memory(units::Bytes memory) {
  return units::Bytes::from_count(base::checked_add(memory.count(), kFargateSystemMemory.count())
                                      .value_or(std::numeric_limits<std::int64_t>::max()));
}

/// What has to go so that the pod fits `largest`: "1m of cpu and 256Mi of memory".
std::string excess_text(const model::PodRequests& requests, const model::FargateSize& largest) {
  std::vector<std::string> excess;
  if (requests.cpu > largest.vcpu) {
    excess.push_back(fmt::format("{} of cpu", requests.cpu - largest.vcpu));
  }
  const auto memory = with_system_memory(requests.memory);
  if (memory > largest.memory) {
    excess.push_back(fmt::format("{} of memory", exact_text(memory - largest.memory)));
  }
  return base::and_list(excess);
}

std::optional<model::FargateSize> size_today(const model::PodRequests& requests) {
  return fargate_size(requests.cpu, requests.memory,
                      {.name = "current", .as_of = kForever, .brief_size_limit = false});
}

std::vector<Hit> too_large(const RuleContext& context) {
  const auto& requests = requests_of(context);
  if (fargate_size(requests.cpu, requests.memory, context.profile)) {
    return {};
  }
  const auto largest = fargate_sizes(context.profile).back();
  const auto excess = excess_text(requests, largest);
  const auto today = size_today(requests);
  Hit hit{.at = context.workload.pod.at, .path = context.workload.pod.path};
  hit.message = fmt::format(
      "the pod asks for {} cpu and {} memory; with {} for the system that is {} more than the "
      "largest size of profile {}, {}",
      requests.cpu, exact_text(requests.memory), exact_text(kFargateSystemMemory), excess,
      context.profile.name, size_text(largest));
  hit.fix = fmt::format("ask for {} less, split the pod, or run it on nodes", excess);
  if (today) {
    hit.message += fmt::format("; profile current has {} for it", size_text(*today));
    hit.fix += "; with --limits-profile current it fits as it is";
  }
  // The reason code of this refusal is POD_CPU_MEM_EXCEEDS_MAX_FARGATE_SIZE.
  hit.aws_message = "Your pod's cpu/memory requirements exceed the max Fargate configuration";
  return {hit};
}

bool asks(const model::ResourceList& resources) {
  return resources.contains("cpu") || resources.contains("memory");
}

bool asks(const ContainerAt& at) {
  return asks(at.container.requests) || asks(at.container.limits);
}

bool asks_as_a_whole(const RuleContext& context) {
  const auto& spec = context.workload.pod.spec;
  return asks(spec.pod_requests) || asks(spec.pod_limits);
}

std::vector<Hit> no_requests(const RuleContext& context) {
  const auto& pod = context.workload.pod;
  const auto containers = containers_of(pod);
  if (asks_as_a_whole(context) ||
      std::ranges::any_of(containers, [](const ContainerAt& at) { return asks(at); })) {
    return {};
  }
  return {{.at = pod.at,
           .path = pod.path,
           .message = "no container asks for cpu or memory, so the pod gets 0.25 vCPU / 0.5 GB, of "
                      "which 256Mi are the "
                      "system's"}};
}

/// Init containers need no request of their own: they may use what the pod has.
std::vector<Hit> partial_requests(const RuleContext& context) {
  const auto containers = containers_of(context.workload.pod);
  if (asks_as_a_whole(context) ||
      std::ranges::none_of(containers, [](const ContainerAt& at) { return asks(at); })) {
    return {};
  }
  std::vector<Hit> hits;
  for (const auto& at : containers) {
    if (runs_with_the_pod(at) && !asks(at)) {
      hits.push_back({.at = at.container.at,
                      .path = at.path(),
                      .message = fmt::format("{} asks for neither cpu nor memory, while others do",
                                             at.text())});
    }
  }
  return hits;
}

std::vector<Hit> sidecar_sizing(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    if (at.init && at.container.restarts_always) {
      hits.push_back({.at = at.container.at,
                      .path = at.path() + ".restartPolicy",
                      .message = fmt::format(
                          "{} is a sidecar; the pod is sized by Kubernetes' own rule", at.text())});
    }
  }
  return hits;
}

constexpr std::array<std::string_view, 2> kSizing{"cpu", "memory"};

/// "500m of cpu", "1Gi of memory".
std::string amount_text(std::string_view resource, units::Quantity amount) {
  return resource == "cpu" ? fmt::format("{} of cpu", cpu_amount(amount))
                           : fmt::format("{} of memory", exact_text(memory_amount(amount)));
}

/// The same without the resource: "500m", "1Gi".
std::string bare_amount_text(std::string_view resource, units::Quantity amount) {
  return resource == "cpu" ? cpu_amount(amount).text() : exact_text(memory_amount(amount));
}

bool differ(std::string_view resource, units::Quantity request, units::Quantity limit) {
  return resource == "cpu" ? cpu_amount(request) != cpu_amount(limit)
                           : memory_amount(request) != memory_amount(limit);
}

std::optional<Hit> unequal_limits(const ContainerAt& at) {
  std::optional<Hit> hit;
  std::vector<std::string> differences;
  for (const auto resource : kSizing) {
    const auto* const request = amount_of(at.container.requests, resource);
    const auto* const limit = amount_of(at.container.limits, resource);
    if (request == nullptr || limit == nullptr || !differ(resource, request->value, limit->value)) {
      continue;
    }
    differences.push_back(fmt::format("{} with a limit of {}",
                                      amount_text(resource, request->value),
                                      bare_amount_text(resource, limit->value)));
    if (!hit) {
      hit =
          Hit{.at = limit->at, .path = fmt::format("{}.resources.limits.{}", at.path(), resource)};
    }
  }
  if (hit) {
    hit->message = fmt::format("{} asks for {}", at.text(), base::and_list(differences));
  }
  return hit;
}

std::vector<Hit> requests_not_limits(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    if (auto hit = unequal_limits(at)) {
      hits.push_back(std::move(*hit));
    }
  }
  return hits;
}

bool is_above(std::string_view resource, units::Quantity limit, const model::FargateSize& size) {
  return resource == "cpu" ? cpu_amount(limit) > size.vcpu : memory_amount(limit) > size.memory;
}

/// The limits of one `owner` that a pod of that size cannot use up.
std::optional<Hit> limits_above(const model::ResourceList& limits, const model::FargateSize& size,
                                std::string_view owner, std::string_view path) {
  std::optional<Hit> hit;
  std::vector<std::string> above;
  for (const auto resource : kSizing) {
    const auto* const limit = amount_of(limits, resource);
    if (limit == nullptr || !is_above(resource, limit->value, size)) {
      continue;
    }
    above.push_back(amount_text(resource, limit->value));
    if (!hit) {
      hit = Hit{.at = limit->at, .path = fmt::format("{}.limits.{}", path, resource)};
    }
  }
  if (hit) {
    hit->message = fmt::format("{} may use {} by limit, but the requests buy {} for the whole pod",
                               owner, base::and_list(above), size_text(size));
  }
  return hit;
}

/// Limits of all that runs with the pod, of resources that the pod as a whole has no limit for.
model::ResourceList limits_together(const model::PodTemplate& pod) {
  model::ResourceList sums;
  for (const auto& at : containers_of(pod)) {
    for (const auto resource : kSizing) {
      const auto* const limit = amount_of(at.container.limits, resource);
      if (limit != nullptr && runs_with_the_pod(at) &&
          amount_of(pod.spec.pod_limits, resource) == nullptr) {
        auto& sum = sums[std::string(resource)];
        sum = {sum.value + limit->value, pod.at};
      }
    }
  }
  return sums;
}

std::vector<Hit> limits_of_pod_above(const model::PodTemplate& pod,
                                     const model::FargateSize& size) {
  if (auto hit = limits_above(pod.spec.pod_limits, size, "the pod", pod.path + ".resources")) {
    return {std::move(*hit)};
  }
  auto hit = limits_above(limits_together(pod), size, "the containers together", pod.path);
  if (!hit) {
    return {};
  }
  hit->path = pod.path;
  return {std::move(*hit)};
}

std::vector<Hit> cannot_burst(const RuleContext& context) {
  const auto& pod = context.workload.pod;
  const auto& requests = requests_of(context);
  const auto size = fargate_size(requests.cpu, requests.memory, context.profile);
  if (!size) {
    return {};
  }
  std::vector<Hit> hits;
  for (const auto& at : containers_of(pod)) {
    if (auto hit = limits_above(at.container.limits, *size, at.text(), at.path() + ".resources")) {
      hits.push_back(std::move(*hit));
    }
  }
  return hits.empty() ? limits_of_pod_above(pod, *size) : hits;
}

/// EKS has Kubernetes 1.29, the first with sidecars on by default, from here.
constexpr Date kSidecarsFrom{2024, 1, 23};

constexpr std::array<Interval, 1> kSidecarNote{
    {{.since = kSidecarsFrom, .severity = model::FindingSeverity::note}}};

constexpr std::string_view kGuide = "EKS user guide, Fargate Pod configuration";

constexpr std::array<Rule, 6> kSizeRules{{
    {.id = "fargate-pod-too-large",
     .title = "Fargate has no size that is large enough for the pod's requests",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "ask for less, split the pod, or run it on nodes",
     .source = "EKS user guide, Fargate Pod configuration; aws/eks-distro-prow-jobs#11 (wording)",
     .find = too_large,
     .trigger = "the pod's cpu, or its memory and 256Mi for the system, is more than the largest "
                "size has",
     .aws_wording = "Your pod's cpu/memory requirements exceed the max Fargate configuration"},
    {.id = "fargate-no-requests",
     .title = "A pod without requests gets the smallest Fargate size",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "set requests for cpu and memory",
     .source = kGuide,
     .find = no_requests,
     .trigger = "no container, and not the pod itself, has a request or limit for cpu or memory"},
    {.id = "fargate-partial-requests",
     .title = "Containers without requests count as 0 and share what the others ask for",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "set requests for cpu and memory in every container",
     .source = kGuide,
     .find = partial_requests,
     .trigger = "a container without a request or limit for cpu or memory beside others that have "
                "one"},
    {.id = "fargate-requests-not-equal-limits",
     .title = "Fargate runs pods as Guaranteed and wants limits equal to requests",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "set requests and limits to the same amounts",
     .source = "EKS user guide, Fargate Pod configuration; fluxcd/flux2#3138; "
               "aws/containers-roadmap#1864, #1890",
     .find = requests_not_limits,
     .trigger = "a container whose limit for cpu or memory differs from its request"},
    {.id = "fargate-cannot-burst",
     .title = "A pod on Fargate uses no more than the size that its requests buy",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "raise the requests to what the pod should be able to use, or lower the limits",
     .source = "EKS user guide, comparison of compute options",
     .find = cannot_burst,
     .trigger = "a limit for cpu or memory, of a container or of all together, above the size that "
                "the requests buy"},
    {.id = "fargate-sidecar-sizing-inferred",
     .title =
         "AWS does not say how sidecars (init containers that restart always) count in the size",
     .intervals = kSidecarNote,
     .basis = Basis::inferred,
     .fix = "compare the annotation CapacityProvisioned of a running pod",
     .source = "Kubernetes documentation, Sidecar Containers",
     .find = sidecar_sizing,
     .trigger = "an init container with restartPolicy: Always"},
}};

}  // namespace

std::span<const Rule> size_rules() {
  return kSizeRules;
}

}  // namespace eksplan::rules
