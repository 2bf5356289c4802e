#include "eksplan/k8s/read_metrics.hpp"

#include <optional>
#include <string>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/units/quantity.hpp"

namespace eksplan::k8s {
namespace {

constexpr std::int64_t kDefaultCpuPercent = 80;

bool is_measured(std::string_view resource) {
  return resource == "cpu" || resource == "memory";
}

// Nanocores of cpu, bytes of memory.
std::optional<std::int64_t> amount_of(units::Quantity quantity, std::string_view resource) {
  return base::narrow(resource == "cpu" ? quantity.nanos() : quantity.units_up());
}

std::optional<std::int64_t> amount_at(const doc::Fields& fields, std::string_view path,
                                      std::string_view resource) {
  const auto quantity = fields.parsed(path, units::parse_quantity, diag::kK8sQuantity);
  return quantity ? amount_of(*quantity, resource) : std::nullopt;
}

// v2 has `target`, the versions before it flat names.
void read_level(const doc::Fields& source, model::ScalingTarget& target) {
  const bool nested = source.find("target").has_value();
  target.utilization_percent = count_at(
      source, nested ? "target.averageUtilization" : "targetAverageUtilization", kMaxInt32);
  target.average_amount =
      amount_at(source, nested ? "target.averageValue" : "targetAverageValue", target.resource);
}

void add_target(const doc::Fields& metric, const char* kind,
                std::vector<model::ScalingTarget>& targets) {
  const auto node = metric.mapping(kind);
  if (!node) {
    return;
  }
  const doc::Fields source(*node, metric.diagnostics());
  model::ScalingTarget target;
  target.resource = source.string("name").value_or("");
  target.container = source.string("container").value_or("");
  if (!is_measured(target.resource)) {
    return;
  }
  read_level(source, target);
  if (target.utilization_percent.value_or(0) > 0 || target.average_amount.value_or(0) > 0) {
    targets.push_back(std::move(target));
  }
}

void add_targets(const doc::Node& metrics, diag::Diagnostics& found,
                 std::vector<model::ScalingTarget>& targets) {
  for (std::size_t i = 0; metrics.is_sequence() && i < metrics.size(); ++i) {
    if (metrics.at(i).is_mapping()) {
      const doc::Fields metric(metrics.at(i), found);
      add_target(metric, "resource", targets);
      add_target(metric, "containerResource", targets);
    }
  }
}

bool add_annotated(const doc::Fields& fields, std::vector<model::ScalingTarget>& targets) {
  const auto annotations = fields.find("metadata.annotations");
  const auto metrics = annotations ? annotations->find(kV1Metrics) : std::nullopt;
  if (!metrics || metrics->kind() != doc::Kind::string) {
    return false;
  }
  diag::Diagnostics unused;  // an annotation that is not JSON says nothing about metrics
  const doc::Source source{.name = "annotation", .text = metrics->text()};
  const auto document = doc::read_json(source, {}, unused);
  for (std::size_t i = 0; i < document.size(); ++i) {
    add_targets(document.root(i), unused, targets);
  }
  return true;
}

}  // namespace

std::vector<model::ScalingTarget> scaling_targets(const doc::Fields& fields,
                                                  const Reading& reading) {
  std::vector<model::ScalingTarget> targets;
  const auto metrics = fields.sequence("spec.metrics");
  if (metrics && metrics->size() != 0) {
    add_targets(*metrics, reading.found, targets);
    return targets;
  }
  const auto percent = count_at(fields, "spec.targetCPUUtilizationPercentage", kMaxInt32);
  const bool annotated = add_annotated(fields, targets);
  if (percent.value_or(0) > 0 || !annotated) {
    model::ScalingTarget cpu;
    cpu.resource = "cpu";
    cpu.utilization_percent = percent.value_or(0) > 0 ? *percent : kDefaultCpuPercent;
    targets.push_back(std::move(cpu));
  }
  return targets;
}

std::vector<model::ScalingTarget> keda_targets(const doc::Fields& fields) {
  std::vector<model::ScalingTarget> targets;
  for (const auto& node : mappings_at(fields, "spec.triggers")) {
    const doc::Fields trigger(node, fields.diagnostics());
    model::ScalingTarget target;
    target.resource = trigger.string("type").value_or("");
    if (!is_measured(target.resource)) {
      continue;
    }
    target.container = trigger.string("metadata.containerName").value_or("");
    auto type = trigger.string("metricType");
    type = type ? type : trigger.string("metadata.type");  // before KEDA 2.7
    const auto value = trigger.string("metadata.value").value_or("");
    if (type == "AverageValue") {
      const auto quantity = units::parse_quantity(value);
      target.average_amount = quantity ? amount_of(*quantity, target.resource) : std::nullopt;
    } else {
      const auto percent = base::parse_decimal(value, 0).optional();
      target.utilization_percent = percent ? base::narrow(*percent) : std::nullopt;
    }
    if (target.utilization_percent.value_or(0) > 0 || target.average_amount.value_or(0) > 0) {
      targets.push_back(std::move(target));
    }
  }
  return targets;
}

}  // namespace eksplan::k8s
