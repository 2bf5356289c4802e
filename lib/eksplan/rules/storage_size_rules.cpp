#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/rules/fargate_size.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene.hpp"
#include "eksplan/units/decimal.hpp"

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

Hit ephemeral_hit(const Subject& subject, std::string message) {
  const auto& pod = subject.workload->pod;
  return {.at = pod.at,
          .path = pod.path,
          .message = std::move(message),
          .object = subject.workload->id};
}

/// The price of that much ephemeral storage; rounded once, to a nano-dollar.
std::optional<units::HourlyRate> ephemeral_rate(const UnitPrices& prices, units::Bytes billed) {
  if (!prices.fargate_ephemeral_gib) {
    return std::nullopt;
  }
  const auto gib = units::Decimal::from_billionths(
      base::mul_div_half_up(billed.count(), units::Decimal::kOne, units::Bytes::kGib));
  return units::HourlyRate::per_hour(prices.fargate_ephemeral_gib->hourly().times(gib));
}

std::vector<Hit> ephemeral_billed(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto requested = subject->workload->pod.requests_without_overhead.ephemeral_storage;
    const auto billed = fargate_billed_ephemeral(requested, scene.profile());
    if (billed == units::Bytes{} || subject->pods == 0) {
      continue;
    }
    auto message =
        fmt::format("the pod asks for {} of ephemeral storage; {} above the free {} are billed",
                    exact_text(requested), exact_text(billed), exact_text(kFreeEphemeralStorage));
    const auto rate = ephemeral_rate(scene.prices(), billed);
    if (rate) {
      message += fmt::format(": {} for each pod", monthly_text(*rate, scene.prices()));
    }
    hits.push_back(ephemeral_hit(*subject, std::move(message)));
    if (rate) {
      hits.back().saving = *rate * subject->pods;
    }
  }
  return hits;
}

/// The first version on which pods can ask for more than the free part.
constexpr model::KubernetesVersion kEphemeralVersion{1, 23};

std::vector<Hit> ephemeral_version(const Scene& scene) {
  const auto& version = scene.cluster().version;
  if (!version || *version >= kEphemeralVersion) {
    return {};
  }
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto requested = subject->workload->pod.requests_without_overhead.ephemeral_storage;
    if (requested > units::Bytes{}) {
      hits.push_back(ephemeral_hit(
          *subject,
          fmt::format("the pod asks for {} of ephemeral storage, and the cluster runs Kubernetes "
                      "{}.{}, where every pod on Fargate has {}",
                      exact_text(requested), version->major, version->minor,
                      exact_text(kFreeEphemeralStorage))));
    }
  }
  return hits;
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

constexpr std::array<Interval, 1> kVersioned{
    {{.since = kEphemeralStorageFrom, .severity = FindingSeverity::warn}}};

constexpr std::array<Rule, 4> kStorageSizeRules{{
    {.id = "fargate-ephemeral-over-limit",
     .title = "A pod on Fargate has a limited amount of ephemeral storage",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "keep large data on EFS, or run the pod on nodes",
     .source = "EKS user guide, Fargate storage; AWS containers blog of August 2023 on larger "
               "ephemeral volumes",
     .find = ephemeral_over_limit,
     .trigger = "ephemeral-storage requests of the pod above what a pod can have: 10 GiB, from "
                "2020-05-07 20 GiB, from 2023-08-01 175 GiB"},
    {.id = "fargate-ephemeral-billed",
     .title = "Ephemeral storage above 20 GiB is billed: the request, 10 % and 5 GiB",
     .intervals = kBilled,
     .basis = Basis::documented,
     .fix = "ask for 13Gi or less, which the free 20 GiB hold",
     .source =
         "AWS Fargate price page; AWS containers blog of August 2023 on larger ephemeral volumes",
     .find_all = ephemeral_billed,
     .trigger = "ephemeral-storage requests for which more than 20 GiB are provisioned"},
    {.id = "fargate-ephemeral-k8s-version",
     .title = "Ephemeral storage can be asked for on Fargate from Kubernetes 1.23 on",
     .intervals = kVersioned,
     .basis = Basis::documented,
     .fix = "upgrade to Kubernetes 1.23 or later, or stay within the free 20 GiB",
     .source = "EKS user guide, Fargate storage",
     .find_all = ephemeral_version,
     .trigger = "an ephemeral-storage request in a cluster below Kubernetes 1.23"},
    {.id = "fargate-emptydir-memory",
     .title = "A memory-backed emptyDir uses the memory of the pod",
     .intervals = kAlwaysWarn,
     .basis = Basis::inferred,
     .fix = "add the size of the volume to the memory request",
     .source = "Kubernetes documentation, Volumes, emptyDir",
     .find = empty_dir_in_memory,
     .trigger = "a volume with emptyDir.medium: Memory"},
}};

}  // namespace

std::span<const Rule> storage_size_rules() {
  return kStorageSizeRules;
}

}  // namespace eksplan::rules
