#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

std::string part_of(units::Money part, units::Money whole_money) {
  if (whole_money.nanos() <= 0) {
    return "–";
  }
  return percent(units::Decimal::from_billionths(
      base::mul_div_half_up(part.nanos(), units::Decimal::kOne, whole_money.nanos())));
}

std::string price_text(const CostRow& row) {
  const auto list =
      row.list_unit_price ? fmt::format(", list {}", exact_dollars(*row.list_unit_price)) : "";
  return fmt::format("{} {}{}", exact_dollars(row.unit_price), unit_title(row.unit), list);
}

// Lines of the same thing at the same price, whoever pays for them.
std::vector<CostRow> by_item(const std::vector<CostRow>& costs) {
  std::vector<CostRow> sums;
  const auto key = [](const CostRow& row) {
    return std::tie(row.category, row.item, row.group, row.unit_price, row.list_unit_price);
  };
  for (const auto& row : costs) {
    const auto same = std::find_if(sums.begin(), sums.end(),
                                   [&](const CostRow& sum) { return key(sum) == key(row); });
    if (same == sums.end()) {
      sums.push_back(row);
      continue;
    }
    same->quantity = same->quantity + row.quantity;
    same->cost.hourly += row.cost.hourly;
    same->cost.monthly += row.cost.monthly;
  }
  return sums;
}

void add_total(const Result& result, std::size_t columns, Grid& grid) {
  std::vector<GridCell> total(columns);
  total.front() = {"Total", Paint::bold};
  total.back() = {dollars(result.summary->total.monthly), Paint::bold};
  grid.rows.push_back(std::move(total));
  grid.total_rows = 1;
}

}  // namespace

void draw_allocation(const Result& result, Page& page) {
  if (!result.allocation || !result.summary) {
    return;
  }
  page.blank();
  Grid grid;
  grid.columns = {{"Where the money goes", Align::left, Squeeze::cut_end, 20},
                  {"Share", Align::right},
                  {"$/month", Align::right}};
  const auto& allocation = *result.allocation;
  const auto add = [&](std::string_view what, units::Money hourly) {
    grid.rows.push_back({{std::string(what)},
                         {part_of(hourly, result.summary->total.hourly)},
                         {dollars(hourly * result.context.month_hours)}});
  };
  add("workloads", allocation.workloads);
  add("room on nodes that no pod asks for", allocation.idle);
  add("DaemonSets and what nodes keep for themselves", allocation.overhead);
  add("control plane, network and shared volumes", allocation.fixed);
  add_total(result, grid.columns.size(), grid);
  page.grid(grid);
}

void draw_cost_items(const Result& result, Page& page) {
  if (result.costs.empty()) {
    return;
  }
  page.blank();
  Grid grid;
  grid.columns = {{"What is billed", Align::left, Squeeze::cut_middle, 16},
                  {"Quantity", Align::right},
                  {"Price", Align::left, Squeeze::cut_end, 10},
                  {"$/month", Align::right}};
  for (const auto& row : by_item(result.costs)) {
    grid.rows.push_back({{item_title(row)},
                         {base::with_thousands(row.quantity.text())},
                         {price_text(row)},
                         {dollars(row.cost.monthly)}});
  }
  add_total(result, grid.columns.size(), grid);
  page.grid(grid);
}

void draw_costs(const Result& result, Page& page) {
  Grid grid;
  grid.columns = {{"What is billed", Align::left, Squeeze::cut_end, 14},
                  {"For", Align::left, Squeeze::cut_middle, 12},
                  {"Quantity", Align::right},
                  {"Price", Align::left, Squeeze::cut_end, 10},
                  {"$/month", Align::right}};
  for (const auto& row : result.costs) {
    const auto separator = row.workload.empty() || row.detail.empty() ? "" : ", ";
    grid.rows.push_back({{item_title(row)},
                         {row.workload + separator + row.detail},
                         {base::with_thousands(row.quantity.text())},
                         {price_text(row)},
                         {dollars(row.cost.monthly)}});
  }
  page.grid(grid);
}

void draw_groups(const Result& result, Page& page) {
  Grid grid;
  grid.columns = {{group_title(result.context.group_by), Align::left, Squeeze::cut_middle, 16},
                  {"Workloads", Align::right},
                  {"Pods", Align::right},
                  {"$/hour", Align::right},
                  {"$/month", Align::right}};
  for (const auto& row : result.groups) {
    grid.rows.push_back({{row.name.value_or("(none)")},
                         {whole_number(row.workloads)},
                         {whole_number(row.pods)},
                         {row.cost.hourly.text_with(4)},
                         {dollars(row.cost.monthly)}});
  }
  page.grid(grid);
}

void draw_autoscaling(const Result& result, Page& page) {
  if (result.autoscaling.empty()) {
    return;
  }
  page.blank();
  Grid grid;
  grid.columns = {{"Replicas under autoscalers", Align::left, Squeeze::cut_end, 12},
                  {"Pods", Align::right},
                  {"Nodes", Align::right},
                  {"$/hour", Align::right},
                  {"$/month", Align::right}};
  for (const auto& row : result.autoscaling) {
    grid.rows.push_back({{replicas_title(row, result.context)},
                         {whole_number(row.pods)},
                         {whole_number(row.node_count)},
                         {row.cost.hourly.text_with(4)},
                         {dollars(row.cost.monthly)}});
  }
  page.grid(grid);
}

void draw_phases(const Result& result, Page& page) {
  Grid grid;
  grid.columns = {{"Phase", Align::left, Squeeze::cut_end, 12},
                  {"Hours a week", Align::right},
                  {"Nodes", Align::right},
                  {"$/hour", Align::right}};
  for (const auto& row : result.phases) {
    grid.rows.push_back({{row.name},
                         {row.hours_per_week.text()},
                         {whole_number(row.node_count)},
                         {row.hourly.text_with(4)}});
  }
  page.grid(grid);
}

}  // namespace eksplan::report
