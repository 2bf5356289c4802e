#include <algorithm>
#include <map>
#include <tuple>

#include "eksplan/report/rows.hpp"

namespace eksplan::report {

std::vector<CostRow> cost_rows(const ResultInput& input) {
  std::vector<CostRow> rows;
  rows.reserve(input.costs.lines.size());
  for (const auto& line : input.costs.lines) {
    rows.push_back(
        {.category = std::string(cost::name(line.category)),
         .item = line.item,
         .workload = line.item_of ? input.demand.items[line.item_of->value].workload.id.text() : "",
         .group = line.group ? input.plan.groups[line.group->value].name : "",
         .detail = line.detail,
         .quantity = line.quantity,
         .unit = std::string(line.unit),
         .unit_price = line.unit_price,
         .list_unit_price = line.list_unit_price == line.unit_price
                                ? std::nullopt
                                : std::optional(line.list_unit_price),
         .cost = amount(line.hourly, input.settings.month_hours)});
  }
  return rows;
}

std::vector<GroupRow> group_rows(const ResultInput& input) {
  std::map<std::optional<std::string>, GroupRow> groups;
  for (std::size_t i = 0; i < input.demand.items.size(); ++i) {
    const auto& item = input.demand.items[i];
    const auto name = group_of(item.workload, input.settings.group_by);
    auto& group = groups[name];
    const auto cost = amount(input.costs.workloads[i].total(), input.settings.month_hours);
    group.name = name;
    group.workloads += 1;
    group.pods += item.is_daemon ? 0 : item.replicas;
    group.cost.hourly += cost.hourly;
    group.cost.monthly += cost.monthly;
  }
  std::vector<GroupRow> rows;
  rows.reserve(groups.size());
  for (auto& [name, group] : groups) {
    rows.push_back(std::move(group));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const GroupRow& a, const GroupRow& b) {
    return a.cost.hourly > b.cost.hourly;
  });
  return rows;
}

}  // namespace eksplan::report
