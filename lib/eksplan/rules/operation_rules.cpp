#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/cron_gap.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using model::WorkloadKind;

/// ttlSecondsAfterFinished works in a cluster from Kubernetes 1.21 on, which EKS has from here.
constexpr Date kTtlFrom{2021, 7, 19};
/// AWS counts vCPUs, not pods, from here.
constexpr Date kVcpuQuotaFrom{2022, 9, 8};
/// Fargate's log router came at the end of 2020.
constexpr Date kLogRouterFrom{2020, 12, 1};

constexpr std::int64_t kMostConcurrentPods = 100;
constexpr std::int64_t kBilledSeconds = 60;
constexpr std::int64_t kUsualHistory = 3;

bool is_job(const Subject& subject) {
  return subject.workload->kind == WorkloadKind::job ||
         subject.workload->kind == WorkloadKind::cron_job;
}

std::string each_costs(const Subject& subject, const Scene& scene) {
  const auto& size = subject.verdict->size;
  const auto rate = size ? size_rate(scene.prices(), *size) : std::nullopt;
  return rate ? fmt::format(": {} each", monthly_text(*rate, scene.prices())) : "";
}

std::string job_fix(const model::Workload& workload, Date day) {
  if (workload.kind == WorkloadKind::cron_job) {
    return day < kTtlFrom ? "set successfulJobsHistoryLimit and failedJobsHistoryLimit to 0 or 1"
                          : "set ttlSecondsAfterFinished in the job template, or the history "
                            "limits to 0 or 1";
  }
  return day < kTtlFrom ? "delete finished Jobs with a script" : "set ttlSecondsAfterFinished";
}

std::vector<Hit> job_ttl(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    if (!is_job(*subject) || !workload.job || workload.job->ttl_seconds_after_finished) {
      continue;
    }
    const bool cron = workload.kind == WorkloadKind::cron_job;
    const auto kept = workload.job->successful_history_limit.value_or(kUsualHistory);
    if (cron && kept <= 1) {
      continue;
    }
    auto hit = hit_at(workload, cron ? "spec.jobTemplate.spec" : "spec",
                      cron ? fmt::format("{} finished pods stay and are billed until they are "
                                         "deleted{}",
                                         kept, each_costs(*subject, scene))
                           : fmt::format("a finished pod stays and is billed until it is deleted{}",
                                         each_costs(*subject, scene)));
    hit.fix = job_fix(workload, scene.profile().as_of);
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<Hit> cron_job_minimum(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    if (workload.kind != WorkloadKind::cron_job || !workload.job) {
      continue;
    }
    const auto deadline = workload.job->active_deadline_seconds;
    if (deadline && *deadline < kBilledSeconds) {
      hits.push_back(
          hit_at(workload, "spec.jobTemplate.spec.activeDeadlineSeconds",
                 fmt::format("each run lasts {} at most, and Fargate bills at least {} s "
                             "and the image pull",
                             base::plural(*deadline, "second", "seconds"), kBilledSeconds)));
    }
  }
  return hits;
}

std::vector<Hit> cron_latency(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    const auto gap = workload.kind == WorkloadKind::cron_job && workload.job
                         ? shortest_gap_minutes(workload.job->schedule)
                         : std::nullopt;
    if (gap && *gap <= 2) {
      auto hit = hit_at(workload, "spec.schedule",
                        fmt::format("the schedule '{}' starts a pod every {}, and each start waits "
                                    "for a virtual machine and an image pull",
                                    workload.job->schedule, *gap == 1 ? "minute" : "two minutes"));
      if (workload.job->schedule_at.line != 0) {
        hit.at = workload.job->schedule_at;
      }
      hits.push_back(std::move(hit));
    }
  }
  return hits;
}

std::vector<Hit> start_latency(const Scene& scene) {
  constexpr std::int64_t kShortWindow = 60;
  auto hits = cron_latency(scene);
  for (const auto& scaler : scene.inventory().autoscalers) {
    const auto* const target =
        scene.target(scaler.id.namespace_name, scaler.target_kind, scaler.target_name);
    const auto& window = scaler.scale_down_window_seconds;
    if (target != nullptr && target->on_fargate && window && window->value < kShortWindow) {
      hits.push_back({.at = window->at,
                      .path = "spec.behavior.scaleDown.stabilizationWindowSeconds",
                      .message = fmt::format("pods go after {} s, and each new one waits for a "
                                             "virtual machine and an image pull",
                                             window->value),
                      .object = scaler.id});
    }
  }
  return hits;
}

/// Whether the budget selects the pods of a workload.
bool protects(const model::PodDisruptionBudget& budget, const model::Workload& workload) {
  return budget.id.namespace_name == workload.id.namespace_name && budget.selector &&
         matches(*budget.selector, workload.pod.labels);
}

std::vector<Hit> budget_missing(const Scene& scene) {
  std::vector<Hit> hits;
  const auto& budgets = scene.inventory().disruption_budgets;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    const bool replicated =
        workload.kind == WorkloadKind::deployment || workload.kind == WorkloadKind::stateful_set;
    const bool is_protected = std::ranges::any_of(
        budgets, [&](const auto& budget) { return protects(budget, workload); });
    if (replicated && subject->pods >= 2 && !is_protected) {
      hits.push_back(hit_at(workload, workload.pod.path,
                            fmt::format("AWS evicts the {} pods to patch them, and no "
                                        "PodDisruptionBudget says how many at a time",
                                        subject->pods)));
    }
  }
  return hits;
}

/// "50%" -> 50; "3" -> nothing.
std::optional<int> percent_of(std::string_view text) {
  if (!text.ends_with('%')) {
    return std::nullopt;
  }
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size() - 1, value);
  return error == std::errc{} && stop == text.data() + text.size() - 1 ? std::optional(value)
                                                                       : std::nullopt;
}

std::optional<std::int64_t> count_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && stop == text.data() + text.size() && !text.empty()
             ? std::optional(value)
             : std::nullopt;
}

/// Where a budget leaves none of `pods` pods to evict. A percentage is rounded up, as the
/// disruption controller does.
std::optional<Hit> blocking_hit(const model::PodDisruptionBudget& budget, std::int64_t pods) {
  const auto& most = budget.max_unavailable;
  if (!most.empty()) {
    const bool none = percent_of(most) == 0 || count_of(most) == 0;
    return none ? std::optional(Hit{.at = budget.max_unavailable_at,
                                    .path = "spec.maxUnavailable",
                                    .message = fmt::format("maxUnavailable: {}", most)})
                : std::nullopt;
  }
  const auto& least = budget.min_available;
  const auto percent = percent_of(least);
  const auto count = count_of(least);
  const auto needed = percent ? std::optional<std::int64_t>(static_cast<std::int64_t>(
                                    (base::int128{pods} * *percent + 99) / 100))
                              : count;
  if (!needed || *needed < pods) {
    return std::nullopt;
  }
  return Hit{
      .at = budget.min_available_at,
      .path = "spec.minAvailable",
      .message = fmt::format("minAvailable: {} of {}", least, base::plural(pods, "pod", "pods"))};
}

/// Budgets that allow no eviction of pods that run on Fargate, or of those on nodes.
std::vector<Hit> blocking_budgets(const Scene& scene, bool on_fargate, std::string_view end) {
  std::vector<Hit> hits;
  for (const auto& budget : scene.inventory().disruption_budgets) {
    auto selected = scene.selected(budget.id.namespace_name, budget.selector);
    std::erase_if(selected, [](const Subject* subject) { return subject->pods == 0; });
    std::int64_t pods = 0;
    for (const auto* const subject : selected) {
      pods += subject->pods;
    }
    std::erase_if(selected,
                  [&](const Subject* subject) { return subject->on_fargate != on_fargate; });
    auto hit = selected.empty() ? std::nullopt : blocking_hit(budget, pods);
    if (hit) {
      hit->message += fmt::format(" lets no pod of {} be evicted{}", subjects_text(selected), end);
      hit->object = budget.id;
      hits.push_back(std::move(*hit));
    }
  }
  return hits;
}

std::vector<Hit> budget_blocks(const Scene& scene) {
  return blocking_budgets(scene, true, ", so AWS deletes them on the day of a patch");
}

std::vector<Hit> budget_blocks_nodes(const Scene& scene) {
  return blocking_budgets(scene, false, ", so updates of their node group fail");
}

std::vector<Hit> bare_pod(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    if (workload.kind == WorkloadKind::pod && !workload.owned && !workload.daemon_pod) {
      hits.push_back(
          hit_at(workload, "kind", "nothing makes the pod anew after AWS has patched its node"));
    }
  }
  return hits;
}

std::vector<Hit> logging_cost(const Scene& scene) {
  if (!scene.inventory().fargate_log_router || scene.on_fargate().empty()) {
    return {};
  }
  return {{.at = *scene.inventory().fargate_log_router,
           .path = "data",
           .message = "Fargate's log router is on: what it sends is billed by the GB, and it takes "
                      "50 to 100 MB of each pod's memory",
           .object = {"aws-observability", "ConfigMap", "aws-logging"}}};
}

std::vector<Hit> log_daemon_set(const Scene& scene) {
  std::vector<Hit> hits;
  if (scene.on_fargate().empty()) {
    return hits;
  }
  for (const auto& subject : scene.subjects()) {
    const auto& workload = *subject.workload;
    const auto* const collector =
        workload.kind == WorkloadKind::daemon_set
            ? find_program(workload.pod.spec,
                           {"fluent-bit", "aws-for-fluent-bit", "fluentd",
                            "fluentd-kubernetes-daemonset", "filebeat", "promtail", "vector"})
            : nullptr;
    if (collector != nullptr) {
      auto hit = hit_at(workload, workload.pod.path,
                        fmt::format("container {} collects logs on nodes; it sees nothing of the "
                                    "pods on Fargate",
                                    collector->name));
      hit.at = collector->at;
      hit.fix = scene.profile().as_of < kLogRouterFrom
                    ? "run a log sidecar in the pods on Fargate"
                    : "turn on Fargate's log router, or run a log sidecar in the pods on Fargate";
      hits.push_back(std::move(hit));
    }
  }
  return hits;
}

std::vector<Hit> quota(const Scene& scene) {
  base::int128 pods = 0;
  base::int128 millicores = 0;
  for (const auto* const subject : scene.on_fargate()) {
    pods += subject->pods;
    if (subject->verdict->size) {
      millicores += base::int128{subject->verdict->size->vcpu.millis()} * subject->pods;
    }
  }
  const auto number = [](base::int128 value) { return base::decimal_text(value, 0); };
  if (scene.profile().as_of < kVcpuQuotaFrom) {
    return pods <= kMostConcurrentPods
               ? std::vector<Hit>{}
               : std::vector<Hit>{cluster_hit(
                     scene, "",
                     fmt::format("{} pods run on Fargate; a region allows {} unless more are asked "
                                 "for",
                                 number(pods), kMostConcurrentPods))};
  }
  const auto& limit = scene.cluster().fargate_vcpu_quota;
  if (!limit || millicores <= base::int128{*limit} * 1000) {
    return {};
  }
  return {cluster_hit(scene, "",
                      fmt::format("the pods on Fargate take {} vCPU; the quota of the region is {}",
                                  base::decimal_text(millicores, 3), *limit))};
}

constexpr std::array<Interval, 1> kLogRouter{
    {{.since = kLogRouterFrom, .severity = FindingSeverity::cost}}};

constexpr std::string_view kPatching = "EKS user guide, Fargate OS patching";
constexpr std::array<Rule, 10> kOperationRules{{
    {.id = "fargate-job-ttl",
     .title = "Finished Job pods on Fargate are billed until they are deleted",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "set ttlSecondsAfterFinished",
     .source = kConsiderations,
     .find_all = job_ttl,
     .trigger = "a Job or CronJob on Fargate without ttlSecondsAfterFinished (of a CronJob also "
                "with a history limit above 1)"},
    {.id = "fargate-cronjob-minimum",
     .title = "Fargate bills each run at least a minute and the image pull",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "put several tasks into one run, or run them in a pod that stays",
     .source = "AWS Fargate price page",
     .find_all = cron_job_minimum,
     .trigger = "a CronJob on Fargate whose activeDeadlineSeconds is below 60"},
    {.id = "fargate-pdb-missing",
     .title = "AWS evicts Fargate pods to patch them",
     .intervals = kWarnSinceGuideOf2024,
     .basis = Basis::documented,
     .fix = "add a PodDisruptionBudget that allows at least one eviction",
     .source = kPatching,
     .find_all = budget_missing,
     .trigger = "a Deployment or StatefulSet of two or more pods on Fargate that no "
                "PodDisruptionBudget selects"},
    {.id = "fargate-pdb-blocks",
     .title = "A budget that allows no eviction ends in deletion on the day of a patch",
     .intervals = kWarnSinceGuideOf2024,
     .basis = Basis::documented,
     .fix = "allow at least one eviction",
     .source = kPatching,
     .find_all = budget_blocks,
     .trigger = "a PodDisruptionBudget with maxUnavailable 0 or minAvailable of all pods that "
                "selects Fargate pods"},
    {.id = "nodes-pdb-blocks",
     .title = "A budget that allows no eviction stops the update of a node group",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "allow at least one eviction",
     .source = "EKS user guide, managed node group update behaviour",
     .find_all = budget_blocks_nodes,
     .trigger = "a PodDisruptionBudget with maxUnavailable 0 or minAvailable of all pods that "
                "selects pods on nodes"},
    {.id = "fargate-bare-pod",
     .title = "A pod without a controller does not come back after a patch",
     .intervals = kWarnSinceGuideOf2024,
     .basis = Basis::documented,
     .fix = "run it by a Deployment or a Job",
     .source = kPatching,
     .find_all = bare_pod,
     .trigger = "a Pod on Fargate that nothing controls"},
    {.id = "fargate-logging-cost",
     .title = "The built-in log router costs memory of the pod and what is sent",
     .intervals = kLogRouter,
     .basis = Basis::documented,
     .fix = "filter before sending, and keep the ConfigMap within 5300 characters",
     .source = "EKS user guide, Fargate logging; aws/containers-roadmap#701",
     .find_all = logging_cost,
     .trigger = "the ConfigMap aws-logging in namespace aws-observability, while pods run on "
                "Fargate"},
    {.id = "fargate-log-daemonset",
     .title = "Logs of Fargate pods do not reach a DaemonSet",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "run a log sidecar in the pods on Fargate",
     .source = "EKS user guide, Fargate considerations and Fargate logging",
     .find_all = log_daemon_set,
     .trigger = "a DaemonSet of a known log collector, while pods run on Fargate"},
    {.id = "fargate-quota-concurrency",
     .title = "A region has a quota of Fargate capacity",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "ask AWS for a higher quota before the rollout",
     .source = "EKS user guide, service quotas",
     .find_all = quota,
     .trigger = "more than 100 pods on Fargate until September 2022; after that more vCPU than "
                "--fargate-vcpu-quota says"},
    {.id = "fargate-start-latency",
     .title = "Each Fargate pod waits for a virtual machine and an image pull",
     .intervals = kAlwaysNote,
     .basis = Basis::observed,
     .fix = "run what starts often in a pod that stays, or on nodes",
     .source = "aws/containers-roadmap#696, #649",
     .find_all = start_latency,
     .trigger = "a CronJob on Fargate that starts every minute or two, or an HPA that scales down "
                "within a minute"},
}};

}  // namespace

std::span<const Rule> operation_rules() {
  return kOperationRules;
}

}  // namespace eksplan::rules
