// `instances` for programs.

#include <string>
#include <utility>
#include <vector>

#include "eksplan/base/text.hpp"
#include "eksplan/report/delimited.hpp"
#include "eksplan/report/instances.hpp"
#include "eksplan/report/price_json.hpp"

namespace eksplan::report {
namespace {

Json row_json(const InstanceRow& row, bool has_pod) {
  const auto& type = row.type;
  Json json = {{"instanceType", type.name},
               {"arch", model::name(type.arch)},
               {"vcpu", type.vcpu},
               {"memoryMib", type.memory_mib},
               {"gpus", type.gpus}};
  put(json, "gpuManufacturer", std::string(type.gpu_manufacturer));
  json["neuronAccelerators"] = type.neuron_accelerators;
  json["currentGeneration"] = type.current_generation;
  json["bareMetal"] = type.bare_metal;
  json["burstable"] = type.burstable;
  json["allocatable"] = {{"cpuMillicores", row.allocatable.cpu.millis()},
                         {"memoryBytes", row.allocatable.memory.count()},
                         {"pods", row.allocatable.pods},
                         {"memoryMeasured", row.allocatable.memory_measured}};
  json["hourly"] = number(row.hourly);
  json["monthly"] = number(row.monthly);
  put(json, "hourlyPerVcpu", row.per_vcpu);
  put(json, "hourlyPerGib", row.per_gib);
  put(json, "asOf", row.as_of);
  put(json, "spotKind", row.spot_kind);
  put(json, "spotInterruption", row.interruption);
  if (!row.zones.empty()) {
    json["zones"] = row.zones;
  }
  if (has_pod) {
    json["podsThatFit"] = row.fitting;
    put(json, "hourlyPerPod", row.per_pod);
  }
  return json;
}

Cell flag(bool value) {
  return text_cell(std::string(value ? "true" : "false"));
}

Cell money_cell(const std::optional<units::Money>& value) {
  return {.text = value ? value->text() : std::string{}, .is_number = value.has_value()};
}

std::vector<Cell> cells_of(const InstanceRow& row, const InstanceRows& rows) {
  const auto& type = row.type;
  std::vector<Cell> cells{text_cell(type.name),
                          text_cell(model::name(type.arch)),
                          number_cell(type.vcpu),
                          number_cell(type.memory_mib),
                          number_cell(type.gpus),
                          text_cell(type.gpu_manufacturer),
                          number_cell(type.neuron_accelerators),
                          flag(type.current_generation),
                          flag(type.bare_metal),
                          flag(type.burstable),
                          number_cell(row.allocatable.cpu.millis()),
                          number_cell(row.allocatable.memory.count()),
                          number_cell(row.allocatable.pods),
                          text_cell(model::name(rows.purchase)),
                          money_cell(row.hourly),
                          money_cell(row.monthly),
                          money_cell(row.per_vcpu),
                          money_cell(row.per_gib),
                          text_cell(row.as_of),
                          text_cell(row.spot_kind),
                          text_cell(row.interruption),
                          text_cell(base::join(row.zones, " "))};
  if (!rows.pod.empty()) {
    cells.push_back(number_cell(row.fitting));
    cells.push_back(money_cell(row.per_pod));
  }
  return cells;
}

Sheet sheet_of(const InstanceRows& rows) {
  Sheet sheet{.header = {"instanceType",
                         "arch",
                         "vcpu",
                         "memoryMib",
                         "gpus",
                         "gpuManufacturer",
                         "neuronAccelerators",
                         "currentGeneration",
                         "bareMetal",
                         "burstable",
                         "allocatableCpuMillicores",
                         "allocatableMemoryBytes",
                         "allocatablePods",
                         "purchase",
                         "hourly",
                         "monthly",
                         "hourlyPerVcpu",
                         "hourlyPerGib",
                         "asOf",
                         "spotKind",
                         "spotInterruption",
                         "zones"},
              .rows = {}};
  if (!rows.pod.empty()) {
    sheet.header.insert(sheet.header.end(), {"podsThatFit", "hourlyPerPod"});
  }
  for (const auto& row : rows.rows) {
    sheet.rows.push_back(cells_of(row, rows));
  }
  return sheet;
}

}  // namespace

std::string instances_json(const InstanceRows& rows) {
  return print(
      {{"schemaVersion", 1},
       {"prices", set_json(rows.set)},
       {"region", rows.region},
       {"purchase", model::name(rows.purchase)},
       {"monthHours", rows.month_hours},
       {"instances",
        list(rows.rows, [&](const InstanceRow& row) { return row_json(row, !rows.pod.empty()); })},
       {"notShown", rows.not_shown},
       {"unpriced", rows.unpriced}});
}

std::string instances_csv(const InstanceRows& rows) {
  return csv_text(sheet_of(rows));
}

std::string instances_tsv(const InstanceRows& rows) {
  return tsv_text(sheet_of(rows));
}

}  // namespace eksplan::report
