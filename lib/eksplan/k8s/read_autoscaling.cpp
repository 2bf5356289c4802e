#include "eksplan/k8s/read_autoscaling.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <type_traits>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/k8s/labels.hpp"
#include "eksplan/k8s/read_metrics.hpp"
#include "eksplan/k8s/replicas.hpp"
#include "eksplan/schedule/cron.hpp"
#include "eksplan/schedule/time_zone.hpp"

namespace eksplan::k8s {
namespace {

constexpr const char* kPausedReplicas = "autoscaling.keda.sh/paused-replicas";
constexpr std::int64_t kKedaMaxReplicas = 100;
constexpr std::int64_t kMaxWindowSeconds = 3600;  // the API takes no more

std::vector<std::string> sorted_once(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// cpu and memory of a list of v2 metrics. What an entry says beyond that does not matter here, so
// nothing is reported.
void add_resources(const doc::Node& metrics, std::vector<std::string>& names) {
  for (std::size_t i = 0; metrics.is_sequence() && i < metrics.size(); ++i) {
    for (const auto* source : {"resource", "containerResource"}) {
      const auto resource = metrics.at(i).find(source);
      const auto name = resource ? resource->find("name") : std::nullopt;
      if (name && name->kind() == doc::Kind::string) {
        names.emplace_back(name->text());
      }
    }
  }
}

// A v2 object read through v1 keeps its other metrics as JSON in an annotation.
bool add_annotated_resources(const doc::Fields& fields, std::vector<std::string>& names) {
  const auto annotations = fields.find("metadata.annotations");
  const auto metrics = annotations ? annotations->find(kV1Metrics) : std::nullopt;
  if (!metrics || metrics->kind() != doc::Kind::string) {
    return false;
  }
  diag::Diagnostics unused;  // an annotation that is not JSON says nothing about metrics
  const doc::Source source{.name = "annotation", .text = metrics->text()};
  const auto document = doc::read_json(source, {}, unused);
  for (std::size_t i = 0; i < document.size(); ++i) {
    add_resources(document.root(i), names);
  }
  return true;
}

// An HPA that names no metric scales on CPU at 80 % (Kubernetes' default).
std::vector<std::string> resource_metrics(const doc::Fields& fields) {
  std::vector<std::string> names;
  const auto metrics = fields.sequence("spec.metrics");
  if (metrics && metrics->size() != 0) {
    add_resources(*metrics, names);
    return sorted_once(std::move(names));
  }
  const bool annotated = add_annotated_resources(fields, names);
  if (!annotated || fields.find("spec.targetCPUUtilizationPercentage")) {
    names.emplace_back("cpu");
  }
  return sorted_once(std::move(names));
}

std::vector<std::string> keda_metrics(const doc::Fields& fields) {
  std::vector<std::string> names;
  for (const auto& trigger : mappings_at(fields, "spec.triggers")) {
    const auto type = doc::Fields(trigger, fields.diagnostics()).string("type");
    if (type == "cpu" || type == "memory") {
      names.push_back(*type);
    }
  }
  return sorted_once(std::move(names));
}

// Its value where it can be read by `parse`; what cannot be is reported in the words of its fault.
template <class Parse>
auto value_at(const doc::Fields& trigger, std::string_view path, const Parse& parse) {
  const auto text = trigger.required_string(path);
  using Value = std::decay_t<decltype(*parse(*text))>;
  if (!text) {
    return std::optional<Value>();
  }
  const auto value = parse(*text);
  if (!value) {
    doc::report(trigger.diagnostics(), *trigger.find(path), diag::kK8sFieldValue,
                value.fault().message, value.fault().hint);
  }
  return value.optional();
}

base::Parsed<std::int64_t> parse_pods(std::string_view text) {
  const auto pods = base::parse_decimal(text, 0);
  if (!pods || *pods < 0 || *pods > kMaxInt32) {
    return base::Fault{fmt::format("'{}' is not a number of pods", text), "write digits"};
  }
  return static_cast<std::int64_t>(*pods);
}

std::vector<model::CronTrigger> cron_triggers(const doc::Fields& fields, const Reading& reading) {
  std::vector<model::CronTrigger> cron;
  for (const auto& node : mappings_at(fields, "spec.triggers")) {
    const doc::Fields trigger(node, fields.diagnostics());
    if (trigger.string("type") != "cron") {
      continue;
    }
    const auto start = value_at(trigger, "metadata.start", schedule::parse_cron);
    const auto end = value_at(trigger, "metadata.end", schedule::parse_cron);
    const auto zone = value_at(trigger, "metadata.timezone", schedule::find_time_zone);
    const auto pods = value_at(trigger, "metadata.desiredReplicas", parse_pods);
    if (start && end && zone && pods) {
      cron.push_back({*trigger.string("metadata.start"), *trigger.string("metadata.end"),
                      zone->name(), *pods, place_of(node, reading)});
    }
  }
  return cron;
}

void check_bounds(const doc::Fields& fields, std::string_view max_path, std::int64_t least,
                  std::int64_t most) {
  const auto at = fields.find(max_path);
  if (at && most < least) {
    doc::report(fields.diagnostics(), *at, diag::kK8sFieldValue,
                fmt::format("the maximum of {} is below the minimum of {}", most, least),
                "raise it or lower the minimum");
  }
}

// How long an autoscaler waits before it takes pods away.
std::optional<model::Located<std::int64_t>> scale_down_window_at(const doc::Fields& fields,
                                                                 std::string_view behavior,
                                                                 const Reading& reading) {
  const auto path = fmt::format("{}.scaleDown.stabilizationWindowSeconds", behavior);
  const auto seconds = count_at(fields, path, kMaxWindowSeconds);
  if (!seconds) {
    return std::nullopt;
  }
  return model::Located<std::int64_t>{*seconds, place_of(*fields.find(path), reading)};
}

}  // namespace

model::HorizontalPodAutoscaler read_autoscaler(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::HorizontalPodAutoscaler autoscaler;
  autoscaler.id = in.object.id;
  autoscaler.at = in.object.at;
  autoscaler.target_kind = fields.required_string("spec.scaleTargetRef.kind").value_or("");
  autoscaler.target_name = fields.required_string("spec.scaleTargetRef.name").value_or("");
  autoscaler.min_replicas = count_at(fields, "spec.minReplicas", kMaxInt32);
  const auto most = count_at(fields, "spec.maxReplicas", kMaxInt32);
  if (!fields.find("spec.maxReplicas")) {
    doc::report(in.reading.found, in.node, diag::kK8sFieldMissing, "'spec.maxReplicas' is missing");
  }
  autoscaler.max_replicas = most.value_or(kMaxInt32);
  if (most) {
    check_bounds(fields, "spec.maxReplicas",
                 std::max<std::int64_t>(autoscaler.min_replicas.value_or(1), 1), *most);
  }
  autoscaler.desired_replicas = count_at(fields, "status.desiredReplicas", kMaxInt32);
  autoscaler.resource_metrics = resource_metrics(fields);
  autoscaler.targets = scaling_targets(fields, in.reading);
  autoscaler.scale_down_window_seconds = scale_down_window_at(fields, "spec.behavior", in.reading);
  return autoscaler;
}

model::HorizontalPodAutoscaler read_scaled_object(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::HorizontalPodAutoscaler autoscaler;
  autoscaler.id = in.object.id;
  autoscaler.at = in.object.at;
  autoscaler.target_kind = fields.string("spec.scaleTargetRef.kind").value_or("Deployment");
  autoscaler.target_name = fields.required_string("spec.scaleTargetRef.name").value_or("");
  autoscaler.min_replicas = count_at(fields, "spec.minReplicaCount", kMaxInt32).value_or(0);
  autoscaler.max_replicas =
      count_at(fields, "spec.maxReplicaCount", kMaxInt32).value_or(kKedaMaxReplicas);
  check_bounds(fields, "spec.maxReplicaCount", *autoscaler.min_replicas, autoscaler.max_replicas);
  autoscaler.cron = cron_triggers(fields, in.reading);
  if (!autoscaler.cron.empty() &&
      autoscaler.cron.size() == mappings_at(fields, "spec.triggers").size()) {
    autoscaler.resting_replicas = std::min(
        count_at(fields, "spec.idleReplicaCount", kMaxInt32).value_or(*autoscaler.min_replicas),
        autoscaler.max_replicas);
  }
  const auto annotations = labels_at(fields, "metadata.annotations");
  const auto paused = annotations.find(kPausedReplicas);
  const auto fixed = paused == annotations.end()
                         ? std::nullopt
                         : base::parse_decimal(paused->second, 0).optional();
  if (fixed && *fixed >= 0 && *fixed <= kMaxInt32) {
    autoscaler.min_replicas = static_cast<std::int64_t>(*fixed);
    autoscaler.max_replicas = *autoscaler.min_replicas;
    autoscaler.cron.clear();
    autoscaler.resting_replicas.reset();
  }
  autoscaler.resource_metrics = keda_metrics(fields);
  autoscaler.targets = keda_targets(fields);
  autoscaler.scale_down_window_seconds = scale_down_window_at(
      fields, "spec.advanced.horizontalPodAutoscalerConfig.behavior", in.reading);
  return autoscaler;
}

}  // namespace eksplan::k8s
