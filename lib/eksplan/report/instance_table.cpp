// `instances` for people.

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/instances.hpp"
#include "eksplan/report/page.hpp"

namespace eksplan::report {
namespace {

constexpr int kRateDigits = 5;  // of a dollar an hour

std::string rate_text(const std::optional<units::Money>& rate) {
  return rate ? rate->text_with(kRateDigits) : "–";
}

std::string letters_of(const std::vector<std::string>& zones) {
  std::string letters;
  for (const auto& zone : zones) {
    letters += zone.back();
  }
  return letters;
}

std::string accelerators(const model::InstanceType& type) {
  if (type.gpus > 0) {
    return fmt::format("{} {}", type.gpus, type.gpu_manufacturer);
  }
  return type.neuron_accelerators > 0 ? fmt::format("{} neuron", type.neuron_accelerators) : "";
}

/// One column of the table: its title and what a row has there.
struct Column {
  GridColumn shown;
  std::string (*text)(const InstanceRow& row);
};

GridColumn right_column(std::string title, Squeeze squeeze = Squeeze::never) {
  return {.title = std::move(title), .align = Align::right, .squeeze = squeeze};
}

std::vector<Column> columns_of(const InstanceRows& rows) {
  const auto by = rows.sorted_by;
  const auto unless = [](bool kept) { return kept ? Squeeze::never : Squeeze::leave_out; };
  const bool by_rate =
      by == InstanceFigure::price_per_cpu || by == InstanceFigure::price_per_memory;
  std::vector<Column> columns{
      {{.title = "Type"}, [](const auto& row) { return std::string(row.type.name); }},
      {right_column("vCPU"), [](const auto& row) { return std::to_string(row.type.vcpu); }},
      {right_column("Memory"),
       [](const auto& row) { return units::Bytes::mib(row.type.memory_mib).text(); }},
      {right_column("CPU"), [](const auto& row) { return row.allocatable.cpu.text(); }},
      {right_column("Mem."), [](const auto& row) { return row.allocatable.memory.text(); }},
      {right_column("Pods"), [](const auto& row) { return std::to_string(row.allocatable.pods); }}};
  if (!rows.pod.empty()) {
    columns.push_back(
        {right_column("Fits"), [](const auto& row) { return std::to_string(row.fitting); }});
    columns.push_back(
        {right_column("USD/pod"), [](const auto& row) { return rate_text(row.per_pod); }});
  }
  columns.push_back({right_column("USD/hour"),
                     [](const auto& row) { return row.hourly.text_with(kRateDigits); }});
  columns.push_back({right_column("Per vCPU", unless(by == InstanceFigure::price_per_cpu)),
                     [](const auto& row) { return rate_text(row.per_vcpu); }});
  columns.push_back({right_column("Per GiB", unless(by == InstanceFigure::price_per_memory)),
                     [](const auto& row) { return rate_text(row.per_gib); }});
  columns.push_back({right_column("USD/month", unless(rows.pod.empty() && !by_rate)),
                     [](const auto& row) { return row.monthly.text_with(2); }});
  columns.push_back({{.title = "Arch", .squeeze = Squeeze::leave_out},
                     [](const auto& row) { return std::string(model::name(row.type.arch)); }});
  columns.push_back({{.title = "Accelerators", .squeeze = Squeeze::leave_out},
                     [](const auto& row) { return accelerators(row.type); }});
  columns.push_back({{.title = "Zones", .squeeze = Squeeze::leave_out},
                     [](const auto& row) { return letters_of(row.zones); }});
  return columns;
}

Grid grid_of(const InstanceRows& rows) {
  const auto columns = columns_of(rows);
  Grid grid;
  for (const auto& column : columns) {
    grid.columns.push_back(column.shown);
  }
  for (const auto& row : rows.rows) {
    std::vector<GridCell> cells;
    for (const auto& column : columns) {
      cells.push_back({column.text(row), Paint::none});
    }
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

std::string types_text(std::size_t count, std::string_view more = "") {
  return base::plural(static_cast<long long>(count), fmt::format("{}instance type", more),
                      fmt::format("{}instance types", more));
}

void draw_notes(const InstanceRows& rows, Page& page) {
  if (!rows.rows.empty()) {
    page.paragraph(
        "CPU, Mem. and Pods are what a node leaves to pods. Prices per vCPU and per GiB, where "
        "there is room for them, are an hour's over those.");
  }
  if (!rows.pod.empty()) {
    page.paragraph(
        fmt::format("Fits: pods of {} on one node{}; USD/pod is its hourly price over them.",
                    rows.pod, rows.add_ons.empty() ? "" : " beside " + rows.add_ons));
  }
  if (rows.not_shown > 0) {
    page.paragraph(fmt::format("{} not shown (--top).", types_text(rows.not_shown, "more ")));
  }
  if (rows.unpriced > 0) {
    page.paragraph(fmt::format("{} without a known {} price here.",
                               types_text(rows.unpriced, "more "), model::name(rows.purchase)));
  }
}

}  // namespace

std::string instances_table(const InstanceRows& rows, const TableStyle& style) {
  Page page(style);
  page.paragraph(fmt::format("{}, {}: {}, {}, Linux", rows.region, rows.title,
                             types_text(rows.rows.size()), model::name(rows.purchase)),
                 0, {}, Paint::bold);
  page.blank();
  if (rows.rows.empty()) {
    page.paragraph("No instance type meets all of this.");
  } else {
    page.grid(grid_of(rows));
  }
  page.blank();
  draw_notes(rows, page);
  return page.take();
}

}  // namespace eksplan::report
