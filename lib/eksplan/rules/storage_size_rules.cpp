#include <fmt/format.h>

#include "eksplan/rules/fargate_size.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;

/// Every pod has 20 GB instead of 10 from here; still nothing can be asked for.
constexpr Date kTwentyGbFrom{2020, 5, 7};

/// AWS names 175 GiB; whether it bounds the request or what is provisioned for it is not said, so
/// the stretch between the two is only warned about.
constexpr units::Bytes kLargestRequest = units::Bytes::gib(175);

units::Bytes limit_on(Date day) {
  if (day >= kEphemeralStorageFrom) {
    return kLargestRequest;
  }
  return units::Bytes::gib(day >= kTwentyGbFrom ? 20 : 10);
}

Hit ephemeral_hit(const RuleContext& context, std::string message) {
  return {.at = context.workload.pod.at,
          .path = context.workload.pod.path,
          .message = std::move(message)};
}

std::vector<Hit> ephemeral_over_limit(const RuleContext& context) {
  const auto requested = context.workload.pod.requests_without_overhead.ephemeral_storage;
  const auto limit = limit_on(context.profile.as_of);
  if (requested > limit) {
    return {ephemeral_hit(
        context,
        fmt::format("the pod asks for {} of ephemeral storage, {} more than the {} a pod can "
                    "have",
                    exact_text(requested), exact_text(requested - limit), exact_text(limit)))};
  }
  const auto provisioned = fargate_provisioned_ephemeral(requested);
  if (context.profile.as_of < kEphemeralStorageFrom || provisioned <= limit) {
    return {};
  }
  auto hit = ephemeral_hit(
      context, fmt::format("the pod asks for {} of ephemeral storage, for which Fargate provisions "
                           "{}; {} may be the limit of either",
                           exact_text(requested), exact_text(provisioned), exact_text(limit)));
  hit.severity = FindingSeverity::warn;
  hit.basis = Basis::inferred;
  return {hit};
}

std::vector<Hit> ephemeral_billed(const RuleContext& context) {
  const auto requested = context.workload.pod.requests_without_overhead.ephemeral_storage;
  const auto billed = fargate_billed_ephemeral(requested, context.profile);
  if (billed == units::Bytes{}) {
    return {};
  }
  return {ephemeral_hit(
      context,
      fmt::format("the pod asks for {} of ephemeral storage; {} above the free {} are billed",
                  exact_text(requested), exact_text(billed), exact_text(kFreeEphemeralStorage)))};
}

std::vector<Hit> empty_dir_in_memory(const RuleContext& context) {
  const auto& pod = context.workload.pod;
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < pod.spec.volumes.size(); ++i) {
    const auto& volume = pod.spec.volumes[i];
    if (volume.in_memory) {
      hits.push_back(
          {.at = volume.at,
           .path = fmt::format("{}.volumes[{}].emptyDir.medium", pod.path, i),
           .message = fmt::format("volume {} is kept in the memory of the pod", volume.name)});
    }
  }
  return hits;
}

constexpr std::array<Interval, 1> kBilled{
    {{.since = kEphemeralStorageFrom, .severity = FindingSeverity::cost}}};

constexpr std::array<Rule, 3> kRules{{
    {.id = "fargate-ephemeral-over-limit",
     .title = "A pod on Fargate has a limited amount of ephemeral storage",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "keep large data on EFS, or run the pod on nodes",
     .source = "EKS user guide, Fargate storage; AWS containers blog of August 2023 on larger "
               "ephemeral volumes",
     .find = ephemeral_over_limit},
    {.id = "fargate-ephemeral-billed",
     .title = "Ephemeral storage above 20 GiB is billed: the request, 10 % and 5 GiB",
     .intervals = kBilled,
     .basis = Basis::documented,
     .fix = "ask for 13Gi or less, which the free 20 GiB hold",
     .source =
         "AWS Fargate price page; AWS containers blog of August 2023 on larger ephemeral volumes",
     .find = ephemeral_billed},
    {.id = "fargate-emptydir-memory",
     .title = "A memory-backed emptyDir uses the memory of the pod",
     .intervals = kAlwaysWarn,
     .basis = Basis::inferred,
     .fix = "add the size of the volume to the memory request",
     .source = "Kubernetes documentation, Volumes, emptyDir",
     .find = empty_dir_in_memory},
}};

}  // namespace

std::span<const Rule> storage_size_rules() {
  return kRules;
}

}  // namespace eksplan::rules
