#include "comparison_text.hpp"

#include <string_view>
#include <utility>

#include "percent.hpp"
#include "row_text.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::bench {
namespace {

std::string dollars(std::int64_t nanos) {
  return nanos == 0 ? "-" : base::rounded_text(nanos, 9, 4);
}

std::string mebibytes(std::int64_t kib) {
  return base::rounded_text(base::int128{kib} * 10 / 1024, 1, 0);
}

/// Column by column, so that a title stays beside its value.
std::vector<std::pair<std::string_view, std::string>> csv_cells(const std::string& title,
                                                                const Row& row,
                                                                std::int64_t bound) {
  const auto number = [](std::int64_t value) { return fmt::format("{}", value); };
  const auto rate = [](std::int64_t nanos) { return base::decimal_text(nanos, 9); };
  return {{"problem", title},
          {"planner", std::string(base::trim(row.planner))},
          {"nodes", number(row.nodes)},
          {"packedHourly", rate(row.cost)},
          {"lowerBoundHourly", rate(row.bound)},
          {"bound", row.proved_by},
          {"bestBoundHourly", rate(bound)},
          {"packingWallMicros", number(row.packing.wall_micros)},
          {"packingCpuMicros", number(row.packing.cpu_micros)},
          {"packingPeakKib", number(row.packing.peak_kib)},
          {"loadedKib", number(row.loaded_kib)},
          {"schedulableHourly", rate(row.schedulable_cost)},
          {"strandedPods", number(row.stranded)},
          {"schedulingWallMicros", number(row.scheduling.wall_micros)},
          {"schedulingCpuMicros", number(row.scheduling.cpu_micros)},
          {"schedulingPeakKib", number(row.scheduling.peak_kib)},
          {"faults", number(static_cast<std::int64_t>(row.faults.size()))}};
}

}  // namespace

TextTable table_of(const std::vector<Row>& rows) {
  const auto bound = best_bound(rows);
  const auto above = [&](std::int64_t cost) {
    return cost == 0 ? "-" : percent_above(cost, bound);
  };
  TextTable table;
  table.titles = {"planner", "nodes",           "packed $/h", "over bound", "CPU",
                  "MiB",     "schedulable $/h", "over bound", "stranded",   "CPU"};
  for (const auto& row : rows) {
    table.rows.push_back(
        {row.planner, fmt::format("{}", row.nodes), dollars(row.cost), above(row.cost),
         seconds_text(row.packing.cpu_micros), mebibytes(row.packing.peak_kib - row.loaded_kib),
         dollars(row.schedulable_cost), above(row.schedulable_cost),
         fmt::format("{}", row.stranded), seconds_text(row.scheduling.cpu_micros)});
  }
  return table;
}

std::string csv_of(const std::string& title, const std::vector<Row>& rows) {
  std::string text;
  for (const auto& row : rows) {
    std::vector<std::string> titles;
    std::vector<std::string> values;
    for (const auto& [name, value] : csv_cells(title, row, best_bound(rows))) {
      titles.emplace_back(name);
      values.push_back(value);
    }
    if (text.empty()) {
      text = base::join(titles, ",") + "\n";
    }
    text += base::join(values, ",") + "\n";
  }
  return text;
}

std::string json_of(const std::string& title, const Problem& problem,
                    const std::vector<Row>& rows) {
  nlohmann::ordered_json json{{"problem", title},
                              {"pods", problem.pods()},
                              {"shapes", problem.instance().shapes.size()},
                              {"options", problem.instance().options.size()},
                              {"bestBoundNanos", best_bound(rows)},
                              {"rows", nlohmann::ordered_json::array()}};
  for (const auto& row : rows) {
    json["rows"].push_back(nlohmann::ordered_json::parse(row_text(row)));
  }
  return json.dump(2) + "\n";
}

}  // namespace eksplan::bench
