#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
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
  const bool has_cost = row.cost && row.placement->target != "daemonset";
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
          {row.requests.memory.text()}, {row.fargate.eligible ? "yes" : "no", paint_of(row)},
          {fargate_size_text(row)},     {why_not_fargate(row)}};
}

Grid checked_grid() {
  Grid grid;
  grid.columns = {{"Workload", Align::left, Squeeze::cut_middle, 16},
                  {"Kind", Align::left, Squeeze::leave_out},
                  {"Pods", Align::right},
                  {"CPU", Align::right},
                  {"Memory", Align::right},
                  {"Fargate", Align::left, Squeeze::never},
                  {"Fargate size", Align::left, Squeeze::leave_out},
                  {"Why not", Align::left, Squeeze::cut_end, 8}};
  return grid;
}

// All of them, or of a long list those that cost most.
std::vector<std::size_t> shown_workloads(const Result& result, Extent extent) {
  std::vector<std::size_t> order(result.workloads.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (extent == Extent::whole || order.size() <= kWorkloadsShown) {
    return order;
  }
  const auto cost = [&](std::size_t i) {
    return result.workloads[i].cost.value_or(Amount{}).hourly;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return cost(a) > cost(b); });
  order.resize(kWorkloadsShown);
  return order;
}

std::int64_t pods_of_group(const Result& result, std::string_view group) {
  std::int64_t pods = 0;
  for (const auto& node : result.nodes) {
    if (node.group != group) {
      continue;
    }
    for (const auto* const rows : {&node.pods, &node.daemons}) {
      for (const auto& row : *rows) {
        pods += row.count * node.count;
      }
    }
  }
  return pods;
}

units::Money monthly_of_group(const Result& result, std::string_view group) {
  units::Money monthly;
  for (const auto& row : result.costs) {
    if (row.group == group) {
      monthly += row.cost.monthly;
    }
  }
  return monthly;
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
