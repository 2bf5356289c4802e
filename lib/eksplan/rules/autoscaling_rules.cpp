#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using model::HorizontalPodAutoscaler;
using model::VerticalPodAutoscaler;

bool resizes_by_restart(const VerticalPodAutoscaler& scaler) {
  const auto& mode = scaler.update_mode.value;
  return mode == "Auto" || mode == "Recreate" || mode == "InPlaceOrRecreate";
}

std::vector<Hit> vpa_mode(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& scaler : scene.inventory().vertical_autoscalers) {
    const auto* const target =
        scene.target(scaler.id.namespace_name, scaler.target_kind, scaler.target_name);
    if (target != nullptr && target->on_fargate && !resizes_by_restart(scaler)) {
      hits.push_back({.at = scaler.update_mode.at,
                      .path = "spec.updatePolicy.updateMode",
                      .message = fmt::format("update mode {} does not resize running pods of {}",
                                             scaler.update_mode.value, target->workload->id.text()),
                      .object = scaler.id});
    }
  }
  return hits;
}

std::vector<std::string> shared_metrics(const VerticalPodAutoscaler& vertical,
                                        const HorizontalPodAutoscaler& horizontal) {
  std::vector<std::string> shared;
  std::ranges::copy_if(horizontal.resource_metrics, std::back_inserter(shared),
                       [&](const std::string& metric) {
                         return std::ranges::find(vertical.controlled_resources, metric) !=
                                vertical.controlled_resources.end();
                       });
  return shared;
}

bool have_one_target(const VerticalPodAutoscaler& vertical,
                     const HorizontalPodAutoscaler& horizontal) {
  return vertical.id.namespace_name == horizontal.id.namespace_name &&
         vertical.target_kind == horizontal.target_kind &&
         vertical.target_name == horizontal.target_name;
}

/// A VPA that only recommends fights nobody.
std::vector<Hit> vpa_hpa_conflict(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& vertical : scene.inventory().vertical_autoscalers) {
    const auto* const target =
        scene.target(vertical.id.namespace_name, vertical.target_kind, vertical.target_name);
    if (target == nullptr || vertical.update_mode.value == "Off") {
      continue;
    }
    for (const auto& horizontal : scene.inventory().autoscalers) {
      const auto shared = have_one_target(vertical, horizontal)
                              ? shared_metrics(vertical, horizontal)
                              : std::vector<std::string>{};
      if (!shared.empty()) {
        hits.push_back({.at = vertical.at,
                        .path = "spec.targetRef",
                        .message = fmt::format("it changes the {} of {}, by which {} scales it",
                                               base::and_list(shared), target->workload->id.text(),
                                               horizontal.id.text()),
                        .object = vertical.id});
      }
    }
  }
  return hits;
}

std::vector<Hit> hpa_cost_range(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& scaler : scene.inventory().autoscalers) {
    const auto* const target =
        scene.target(scaler.id.namespace_name, scaler.target_kind, scaler.target_name);
    const auto least = scaler.min_replicas.value_or(1);
    if (target == nullptr || !target->on_fargate || !target->verdict->size ||
        least == scaler.max_replicas) {
      continue;
    }
    const auto rate = size_rate(scene.prices(), *target->verdict->size);
    const auto cost = [&](std::int64_t pods) {
      return rate ? fmt::format(" ({})", monthly_text(*rate * pods, scene.prices())) : "";
    };
    hits.push_back(
        {.at = scaler.at,
         .path = "spec.maxReplicas",
         .message = fmt::format("{} has {} to {}{} on Fargate", target->workload->id.text(),
                                base::plural(least, "pod", "pods") + cost(least),
                                scaler.max_replicas, cost(scaler.max_replicas)),
         .object = scaler.id});
  }
  return hits;
}

constexpr std::array<std::string_view, 5> kDownscalerKeys{
    "downscaler/uptime", "downscaler/downtime", "downscaler/force-uptime",
    "downscaler/upscale-period", "downscaler/downscale-period"};

std::vector<Hit> schedule_saves(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    const auto key = std::ranges::find_if(kDownscalerKeys, [&](std::string_view candidate) {
      return workload.annotations.contains(std::string(candidate));
    });
    if (key == kDownscalerKeys.end()) {
      continue;
    }
    auto hit = hit_at(workload, child_path("metadata.annotations", *key),
                      fmt::format("{}: {}: Fargate stops billing at once when the pods go", *key,
                                  workload.annotations.at(std::string(*key))));
    hit.at = place_of(workload.annotation_places, *key, workload.at);
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::string saving_text(const ScheduleSaving& saving, const UnitPrices& prices) {
  std::vector<std::string> parts;
  if (saving.on_fargate > units::HourlyRate{}) {
    parts.push_back(monthly_text(saving.on_fargate, prices) + " on Fargate");
  }
  if (saving.on_nodes > units::HourlyRate{}) {
    parts.push_back(
        fmt::format("{} by {}", monthly_text(saving.on_nodes, prices),
                    base::plural(saving.emptied_nodes, "node that empties", "nodes that empty")));
  }
  return base::and_list(parts);
}

std::vector<Hit> schedule_saving(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& saving : scene.schedule_savings()) {
    hits.push_back(
        {.at = saving.at,
         .path = "metadata.annotations",
         .message = fmt::format("{} at all hours; without nights and weekends {} {}",
                                base::plural(saving.workloads, "workload runs", "workloads run"),
                                saving.workloads == 1 ? "it would save" : "they would save",
                                saving_text(saving, scene.prices())),
         .object = saving.object,
         .saving = saving.on_fargate + saving.on_nodes});
  }
  return hits;
}

constexpr std::array<Rule, 5> kAutoscalingRules{{
    {.id = "fargate-vpa-mode",
     .title = "A VPA resizes Fargate pods by restarting them",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "set updateMode to Auto or Recreate, or size the pods by its recommendation yourself",
     .source = "EKS user guide, Fargate considerations",
     .find_all = vpa_mode,
     .trigger = "a VerticalPodAutoscaler of a workload on Fargate whose update mode is Off or "
                "Initial"},
    {.id = "fargate-vpa-hpa-conflict",
     .title = "A VPA and an HPA fight over a workload when both go by the same resource",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "keep one of them, let the HPA go by another metric, or take the resource out of the "
            "VPA's controlledResources",
     .source = "Kubernetes documentation, Vertical Pod Autoscaler, known limitations",
     .find_all = vpa_hpa_conflict,
     .trigger = "a VerticalPodAutoscaler that is not Off and a HorizontalPodAutoscaler with one "
                "target and cpu or memory in common"},
    {.id = "fargate-hpa-cost-range",
     .title = "Each replica on Fargate costs a full size",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "choose maxReplicas by what it may cost",
     .source = "AWS Fargate price page",
     .find_all = hpa_cost_range,
     .trigger = "an autoscaler with a range whose target runs on Fargate"},
    {.id = "fargate-schedule-saves-fully",
     .title = "Pods that are switched off save their whole price on Fargate",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "none needed: on nodes only a node that empties saves anything",
     .source = "AWS Fargate price page",
     .find_all = schedule_saves,
     .trigger = "a downscaler annotation on a workload on Fargate"},
    {.id = "schedule-saving",
     .title = "What nobody needs at night and on weekends need not run then",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "annotate the namespace with downscaler/uptime, such as 'Mon-Fri 07:30-20:30 "
            "Europe/Berlin', and run the downscaler",
     .source = "kube-downscaler README; AWS Fargate price page",
     .find_all = schedule_saving,
     .trigger = "Deployments and StatefulSets that are always up, in a namespace or with a label "
                "named after development, testing or staging, or beside workloads with a schedule; "
                "estimate and diff only"},
}};

}  // namespace

std::span<const Rule> autoscaling_rules() {
  return kAutoscalingRules;
}

}  // namespace eksplan::rules
