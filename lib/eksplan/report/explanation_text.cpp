#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/explanation.hpp"
#include "eksplan/report/page.hpp"
#include "eksplan/report/severity_paint.hpp"
#include "eksplan/report/table_words.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kFactWidth = 11;

void fact(Page& page, std::string_view label, const std::string& text) {
  if (!text.empty()) {
    page.paragraph(text, kFactWidth, label, Paint::bold);
  }
}

std::string extended_text(const model::PodRequests& requests) {
  std::vector<std::string> parts;
  for (const auto& [name, amount] : requests.extended) {
    parts.push_back(fmt::format("{} {}", amount, name));
  }
  return base::join(parts, ", ");
}

std::string bytes_text(units::Bytes bytes) {
  return bytes.count() == 0 ? "0" : bytes.text();
}

std::vector<GridCell> request_cells(const model::PodRequests& requests) {
  return {{requests.cpu.text()},
          {bytes_text(requests.memory)},
          {bytes_text(requests.ephemeral_storage)},
          {extended_text(requests)}};
}

void append(std::vector<GridCell>& cells, std::vector<GridCell> more) {
  cells.insert(cells.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

std::vector<GridColumn> request_columns(std::vector<GridColumn> first) {
  first.push_back({.title = "CPU", .align = Align::right});
  first.push_back({.title = "Memory", .align = Align::right});
  first.push_back({.title = "Ephemeral", .align = Align::right});
  first.push_back({.title = "Other", .squeeze = Squeeze::leave_out});
  return first;
}

void draw_requests(const WorkloadExplanation& why, Page& page) {
  page.title("Requests of a pod");
  Grid grid;
  grid.columns = request_columns({{.title = "Step", .squeeze = Squeeze::cut_middle, .least = 16}});
  for (const auto& container : why.containers) {
    std::vector<GridCell> cells{{fmt::format("{} {}{}", container.role, container.name,
                                             container.defaulted ? ", by default" : "")}};
    append(cells, request_cells(container.requests));
    grid.rows.push_back(std::move(cells));
  }
  for (const auto& step : why.steps) {
    std::vector<GridCell> cells{{step.label, step.id == "effective" ? Paint::bold : Paint::none}};
    append(cells, request_cells(step.requests));
    grid.rows.push_back(std::move(cells));
  }
  page.grid(grid);
}

std::string fargate_text(const FargateRow& fargate) {
  if (!fargate.size) {
    return fargate.size_current
               ? "too large; AWS itself has " + rules::size_text(*fargate.size_current)
               : "no size is large enough";
  }
  const auto price = fargate.hourly_per_pod
                         ? exact_dollars(*fargate.hourly_per_pod) + " an hour for a pod"
                         : "no price here";
  return fmt::format("{}, {}", rules::size_text(*fargate.size), price);
}

void draw_findings(const WorkloadExplanation& why, Page& page) {
  if (why.findings.empty()) {
    return;
  }
  page.title("Findings");
  for (const auto& row : why.findings) {
    page.paragraph(fmt::format("{}: {}", row.rule, row.message), 7, model::name(row.severity),
                   paint_of(row.severity));
  }
}

void draw_money(const WorkloadExplanation& why, Page& page) {
  page.title("Money");
  Grid grid;
  grid.columns = {{.title = "What", .squeeze = Squeeze::cut_end, .least = 16},
                  {.title = "Quantity", .align = Align::right},
                  {.title = "Unit price", .align = Align::right},
                  {.title = "Hourly", .align = Align::right}};
  for (const auto& cost : why.costs) {
    grid.rows.push_back({{item_title(cost)},
                         {fmt::format("{} {}", cost.quantity, cost.unit)},
                         {exact_dollars(cost.unit_price)},
                         {exact_dollars(cost.cost.hourly)}});
  }
  if (why.share != units::Money{}) {
    grid.rows.push_back({{"share of its nodes"}, {""}, {""}, {exact_dollars(why.share)}});
  }
  if (why.workload.cost) {
    grid.rows.push_back({{"all", Paint::bold},
                         {""},
                         {""},
                         {exact_dollars(why.workload.cost->hourly), Paint::bold}});
    grid.total_rows = 1;
  }
  page.grid(grid);
}

void draw_alternatives(const WorkloadExplanation& why, Page& page) {
  page.title("Where it could run");
  for (const auto& alternative : why.alternatives) {
    const auto price = alternative.hourly ? exact_dollars(*alternative.hourly) + " an hour: " : "";
    page.paragraph(price + alternative.text, kFactWidth,
                   alternative.target + (alternative.chosen ? " *" : ""),
                   alternative.chosen ? Paint::bold : Paint::none);
  }
}

std::string delta_text(units::Money delta) {
  if (delta == units::Money{}) {
    return "at the same cost";
  }
  return delta > units::Money{} ? exact_dollars(delta) + " an hour dearer"
                                : exact_dollars(-delta) + " an hour cheaper";
}

void draw_rival(const plan::Rival& rival, const GroupExplanation& why, Grid& grid) {
  const auto delta = rival.hourly.hourly() - why.rivals.planned.hourly();
  const auto difference = delta == units::Money{}  ? std::string("the same")
                          : delta > units::Money{} ? "+" + exact_dollars(delta)
                                                   : "-" + exact_dollars(-delta);
  grid.rows.push_back({{rival.type},
                       {exact_dollars(rival.per_node.hourly())},
                       {whole_number(rival.nodes)},
                       {exact_dollars(rival.hourly.hourly())},
                       {difference}});
}

void draw_rivals(const GroupExplanation& why, Page& page) {
  page.title("The same pods on other types, filled node by node");
  Grid grid;
  grid.columns = {{.title = "Type"},
                  {.title = "A node", .align = Align::right},
                  {.title = "Nodes", .align = Align::right},
                  {.title = "Hourly", .align = Align::right},
                  {.title = "Against plan", .align = Align::right}};
  draw_rival(why.rivals.own, why, grid);
  for (const auto& rival : why.rivals.nearest) {
    draw_rival(rival, why, grid);
  }
  page.grid(grid);
  page.blank();
  std::size_t width = 0;
  for (const auto& rival : why.rivals.nearest) {
    width = std::max(width, rival.type.size() + 2);
  }
  for (const auto& rival : why.rivals.nearest) {
    page.paragraph(rival_text(rival, why), width, rival.type);
  }
  if (why.rivals.unfit > 0) {
    page.blank();
    page.paragraph(fmt::format("{} cannot take every pod of the group",
                               base::plural(why.rivals.unfit, "type", "types")));
  }
}

}  // namespace

std::string rival_text(const plan::Rival& rival, const GroupExplanation& why) {
  if (!rival.dominated_by.empty()) {
    return fmt::format(
        "dominated by {}, which has at least as much of everything and costs no more",
        rival.dominated_by);
  }
  const auto nodes = rival.nodes - why.group.count;
  auto text = nodes == 0 ? std::string("as many nodes")
                         : base::plural(nodes > 0 ? nodes : -nodes, "node", "nodes") +
                               (nodes > 0 ? " more" : " fewer");
  text += ", " + delta_text(rival.hourly.hourly() - why.rivals.planned.hourly());
  if (rival.loss_per_node && *rival.loss_per_node > units::HourlyRate{}) {
    text += fmt::format(
        "; the proof of the bound says that each such node costs at least {} more "
        "than the pods on it can be worth",
        exact_dollars(rival.loss_per_node->hourly()));
  }
  return text;
}

std::string explanation_text(const GroupExplanation& why, const TableStyle& style) {
  Page page(style);
  page.paragraph(
      fmt::format("{}: {} x {}", why.group.name, why.group.count, why.group.instance_type), 0, {},
      Paint::bold);
  page.blank();
  fact(page, "Pods",
       fmt::format("{} of {}", base::plural(why.pods, "pod", "pods"),
                   base::plural(why.workloads, "workload", "workloads")));
  fact(page, "Fill",
       fmt::format("{} of the CPU and {} of the memory are asked for",
                   percent(why.group.cpu_utilization), percent(why.group.memory_utilization)));
  fact(page, "Cost",
       fmt::format("{} an hour with root volumes", exact_dollars(why.rivals.planned.hourly())));
  if (why.headroom != "0") {
    fact(page, "Headroom",
         why.headroom == "auto"
             ? "the group has spare room for the scheduler; the rows below have none"
             : why.headroom + " % of each node is free; the rows below fill nodes");
  }
  draw_rivals(why, page);
  return page.take();
}

std::string explanation_text(const WorkloadExplanation& why, const TableStyle& style) {
  Page page(style);
  const auto& row = why.workload;
  page.paragraph(row.id.text(), 0, {}, Paint::bold);
  page.blank();
  fact(page, "Written",
       row.file.empty() ? "not in the input: an add-on that EKS clusters run"
                        : fmt::format("{}:{}", row.file, row.line));
  fact(page, "Pods", fmt::format("{}, {}", row.pods, why.replicas));
  draw_requests(why, page);
  page.blank();
  fact(page, "Fargate", fargate_text(row.fargate));
  draw_findings(why, page);
  page.title("Placement");
  page.paragraph(why.reason);
  for (const auto& nodes : why.nodes) {
    page.paragraph(fmt::format("{} on {} of {}", base::plural(nodes.pods, "pod", "pods"),
                               base::plural(nodes.nodes, "node", "nodes"), nodes.group));
  }
  draw_money(why, page);
  draw_alternatives(why, page);
  return page.take();
}

}  // namespace eksplan::report
