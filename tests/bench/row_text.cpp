#include "row_text.hpp"

#include <nlohmann/json.hpp>

namespace eksplan::bench {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ResourceUse& use) {
  return {
      {"wallMicros", use.wall_micros}, {"cpuMicros", use.cpu_micros}, {"peakKib", use.peak_kib}};
}

ResourceUse use_of(const Json& json) {
  return {json.at("wallMicros"), json.at("cpuMicros"), json.at("peakKib")};
}

}  // namespace

std::string row_text(const Row& row) {
  const Json json{{"planner", row.planner},
                  {"costNanos", row.cost},
                  {"nodes", row.nodes},
                  {"loadedKib", row.loaded_kib},
                  {"boundNanos", row.bound},
                  {"provedBy", row.proved_by},
                  {"packing", json_of(row.packing)},
                  {"schedulableNanos", row.schedulable_cost},
                  {"strandedPods", row.stranded},
                  {"scheduling", json_of(row.scheduling)},
                  {"faults", row.faults}};
  return json.dump();
}

Row read_row(std::string_view text) {
  const auto json = Json::parse(text);
  return {.planner = json.at("planner"),
          .cost = json.at("costNanos"),
          .nodes = json.at("nodes"),
          .loaded_kib = json.at("loadedKib"),
          .bound = json.at("boundNanos"),
          .proved_by = json.at("provedBy"),
          .packing = use_of(json.at("packing")),
          .schedulable_cost = json.at("schedulableNanos"),
          .stranded = json.at("strandedPods"),
          .scheduling = use_of(json.at("scheduling")),
          .faults = json.at("faults").get<std::vector<std::string>>()};
}

}  // namespace eksplan::bench
