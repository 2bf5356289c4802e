#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/node_group_sums.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kWorkloadsShown = 50;

Paint paint_of(const WorkloadRow& row) {
  if (!row.placement) {
    return row.fargate.eligible ? Paint::green : Paint::yellow;
  }
  if (row.placement->unplaced_pods > 0) {
    return Paint::red;
  }
  return row.placement->target == "fargate" ? Paint::green : Paint::none;
}

std::vector<GridCell> planned_row(const WorkloadRow& row) {
  const bool has_cost = row.cost && row.placement && row.placement->target != "daemonset";
  return {{workload_title(row)},
          {row.id.kind, Paint::dim},
          {whole_number(row.pods)},
          {row.requests.cpu.text()},
          {row.requests.memory.text()},
          {runs_on(row), paint_of(row)},
          {fargate_size_text(row)},
          {why(row)},
          {has_cost ? dollars(row.cost->monthly) : "–"}};
}

Grid planned_grid() {
  Grid grid;
  grid.columns = {{"Workload", Align::left, Squeeze::cut_middle, 16},
                  {"Kind", Align::left, Squeeze::leave_out},
                  {"Pods", Align::right},
                  {"CPU", Align::right},
                  {"Memory", Align::right},
                  {"Runs on", Align::left, Squeeze::cut_end, 10},
                  {"Fargate size", Align::left, Squeeze::leave_out},
                  {"Why", Align::left, Squeeze::cut_end, 8},
                  {"$/month", Align::right}};
  return grid;
}

std::vector<GridCell> checked_row(const WorkloadRow& row) {
  return {{workload_title(row)},        {row.id.kind, Paint::dim},
          {whole_number(row.pods)},     {row.requests.cpu.text()},
          {row.requests.memory.text()}, {fargate_or_why_not(row), paint_of(row)},
          {row.fargate_profile}};
}

Grid checked_grid() {
  Grid grid;
  grid.columns = {{"Workload", Align::left, Squeeze::cut_middle, 16},
                  {"Kind", Align::left, Squeeze::leave_out},
                  {"Pods", Align::right},
                  {"CPU", Align::right},
                  {"Memory", Align::right},
                  {"Fargate size", Align::left, Squeeze::cut_end, 20},
                  {"Profile", Align::left, Squeeze::cut_end, 10}};
  return grid;
}

// The profiles of pods are not known in most runs.
void drop_empty_column(Grid& grid, std::string_view title) {
  const auto found = std::ranges::find(grid.columns, title, &GridColumn::title);
  const auto at = found - grid.columns.begin();
  const auto is_empty = [&](const auto& cells) {
    return cells[static_cast<std::size_t>(at)].text.empty();
  };
  if (found == grid.columns.end() || !std::ranges::all_of(grid.rows, is_empty)) {
    return;
  }
  grid.columns.erase(found);
  for (auto& cells : grid.rows) {
    cells.erase(cells.begin() + at);
  }
}

// All of them, or of a long list those that cost most, or cannot run on Fargate.
std::vector<std::size_t> shown_workloads(const Result& result, Extent extent) {
  std::vector<std::size_t> order(result.workloads.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (extent == Extent::whole || order.size() <= kWorkloadsShown) {
    return order;
  }
  const auto weight = [&](std::size_t i) {
    const auto& row = result.workloads[i];
    return std::pair(!row.placement && !row.fargate.eligible, row.cost.value_or(Amount{}).hourly);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
  order.resize(kWorkloadsShown);
  return order;
}

void draw_pods(const std::vector<PodsRow>& rows, Paint paint, Page& page) {
  for (const auto& row : rows) {
    page.paragraph(row.workload, 8, fmt::format("{:>5} ×", whole_number(row.count)), paint);
  }
}

}  // namespace

void draw_unplaced(const Result& result, Page& page) {
  if (!result.summary || result.summary->unplaced_pods == 0) {
    return;
  }
  page.title(base::plural(result.summary->unplaced_pods, "pod fits nowhere", "pods fit nowhere"),
             Paint::red);
  for (const auto& row : result.workloads) {
    if (row.placement && row.placement->unplaced_pods > 0) {
      const auto& miss = row.placement->nearest_miss;
      page.paragraph(
          fmt::format("{}, {} of {}{}{}", row.id.text(), whole_number(row.placement->unplaced_pods),
                      base::plural(row.pods, "pod", "pods"), miss.empty() ? "" : ": ", miss),
          2);
    }
  }
}

void draw_workloads(const Result& result, Extent extent, Page& page) {
  if (result.workloads.empty()) {
    return;
  }
  page.blank();
  auto grid = result.summary ? planned_grid() : checked_grid();
  const auto shown = shown_workloads(result, extent);
  bool has_add_on = false;
  for (const auto i : shown) {
    const auto& row = result.workloads[i];
    grid.rows.push_back(result.summary ? planned_row(row) : checked_row(row));
    has_add_on = has_add_on || row.added;
  }
  drop_empty_column(grid, "Profile");
  page.grid(grid);
  if (shown.size() < result.workloads.size()) {
    page.paragraph(more(result.workloads.size() - shown.size(), "workloads"));
  }
  if (has_add_on) {
    page.paragraph(kAddOnNote, 0, {}, Paint::dim);
  }
}

void draw_node_groups(const Result& result, Page& page) {
  if (result.node_groups.empty()) {
    return;
  }
  page.blank();
  Grid grid;
  grid.columns = {{"Node group", Align::left, Squeeze::cut_middle, 10},
                  {"Nodes", Align::right},
                  {"Type", Align::left, Squeeze::cut_end, 16},
                  {"Purchase", Align::left, Squeeze::leave_out},
                  {"Zones", Align::left, Squeeze::cut_end, 10},
                  {"CPU", Align::right},
                  {"Memory", Align::right},
                  {"Pods", Align::right},
                  {"$/month", Align::right}};
  for (const auto& row : result.node_groups) {
    grid.rows.push_back({{row.name},
                         {whole_number(row.count)},
                         {row.instance_type},
                         {row.purchase},
                         {zones_text(row.zones)},
                         {percent(row.cpu_utilization)},
                         {percent(row.memory_utilization)},
                         {whole_number(pods_of_group(result, row.name))},
                         {dollars(monthly_of_group(result, row.name))}});
  }
  page.grid(grid);
}

void draw_nodes(const Result& result, Page& page) {
  for (const auto& row : result.nodes) {
    page.title(fmt::format("{} of {}{}{}", base::plural(row.count, "node", "nodes"), row.group,
                           row.zone.empty() ? "" : " in ", row.zone));
    draw_pods(row.pods, Paint::none, page);
    draw_pods(row.daemons, Paint::dim, page);
  }
}

}  // namespace eksplan::report
