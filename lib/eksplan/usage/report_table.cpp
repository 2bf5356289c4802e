#include "eksplan/usage/report_table.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/doc/encoding.hpp"
#include "eksplan/doc/table.hpp"
#include "eksplan/usage/amounts.hpp"
#include "eksplan/usage/figures.hpp"
#include "eksplan/usage/rows.hpp"

namespace eksplan::usage {
namespace {

// Layouts without header lines (before 0.10, April 2019).
constexpr std::array<std::string_view, 9> kOldPods{
    "Cluster ID",   "API Server URL",  "Namespace", "Name",        "Application",
    "CPU Requests", "Memory Requests", "CPU Usage", "Memory Usage"};
constexpr std::array<std::string_view, 15> kOldClusters{"Cluster ID",
                                                        "API Server URL",
                                                        "Master Nodes",
                                                        "Worker Nodes",
                                                        "Worker Instance Type",
                                                        "Kubelet Version",
                                                        "CPU Capacity",
                                                        "Memory Capacity [MiB]",
                                                        "CPU Allocatable",
                                                        "Memory Allocatable [MiB]",
                                                        "CPU Requests",
                                                        "Memory Requests [MiB]",
                                                        "CPU Usage",
                                                        "Memory Usage [MiB]",
                                                        "Cost [USD]"};
constexpr std::size_t kSlackColumns = 7;

/// A table and the titles that only it has.
struct Titles {
  ReportTable table;
  std::array<std::string_view, 3> all;
};

// In this order: a pod row has all that a row of a cluster is told by.
constexpr std::array<Titles, 7> kTitles{{
    {ReportTable::ingresses, {"Namespace", "Host", "Status"}},
    {ReportTable::pods, {"Namespace", "Name", "CPU Requests"}},
    {ReportTable::clusters, {"Cluster ID", "Worker Nodes", "CPU Requests"}},
    {ReportTable::nodes, {"Cluster ID", "Node", "CPU Requests"}},
    {ReportTable::applications, {"ID", "Team", "Pods"}},
    {ReportTable::teams, {"ID", "Applications", "Pods"}},
    {ReportTable::namespaces, {"Name", "Status", "Pods"}},
}};

bool is_number(std::string_view text) {
  return parse_cores(text).has_value();
}

bool are_numbers(const std::vector<std::string_view>& cells, std::span<const std::size_t> columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](std::size_t column) { return is_number(cells[column]); });
}

std::optional<ReportTable> old_table_of(const std::vector<std::string_view>& cells) {
  constexpr std::array<std::size_t, 4> kPodFigures{5, 6, 7, 8};
  constexpr std::array<std::size_t, 4> kClusterFigures{2, 3, 6, 14};
  if (cells.size() == kOldPods.size() && are_numbers(cells, kPodFigures)) {
    return ReportTable::pods;
  }
  if (cells.size() == kOldClusters.size() && are_numbers(cells, kClusterFigures)) {
    return ReportTable::clusters;
  }
  if (cells.size() != kSlackColumns) {
    return std::nullopt;
  }
  if (cells[4] == "cpu" || cells[4] == "memory") {
    return ReportTable::slack;
  }
  return is_number(cells.back()) ? std::optional(ReportTable::ingresses) : std::nullopt;
}

std::vector<std::string_view> first_cells(std::string_view text) {
  text.remove_prefix(doc::byte_order_mark(text));
  text = text.substr(std::min(text.find_first_not_of("\r\n"), text.size()));
  const auto line = text.substr(0, text.find_first_of("\r\n"));
  return line.find('\t') == std::string_view::npos ? std::vector<std::string_view>{}
                                                   : base::split(line, '\t');
}

std::optional<ReportTable> headed_table_of(const std::vector<std::string_view>& cells) {
  const auto has = [&](std::string_view title) {
    return std::find(cells.begin(), cells.end(), title) != cells.end();
  };
  const auto* const found = std::find_if(kTitles.begin(), kTitles.end(), [&](const Titles& titles) {
    return std::all_of(titles.all.begin(), titles.all.end(), has);
  });
  return found == kTitles.end() ? std::nullopt : std::optional(found->table);
}

// The amounts of a table whose memory columns are in `memory_unit` and are read by `parse_size`.
template <class ParseSize>
struct AmountColumns {
  AmountColumns(const doc::Table& table, std::string_view what, std::string_view memory_unit,
                ParseSize parse)
      : cpu(table.column(fmt::format("CPU {}", what))),
        memory(table.column(fmt::format("Memory {}{}", what, memory_unit))),
        parse_size(parse) {}

  model::UsageAmounts of(RowReader& row) const {
    return {row.figure(cpu, parse_cores), row.figure(memory, parse_size)};
  }

  Column cpu;
  Column memory;
  ParseSize parse_size;
};

struct MoneyColumns {
  explicit MoneyColumns(const doc::Table& table)
      : cost(table.column("Cost [USD]")), slack(table.column("Slack Cost [USD]")) {}

  Column cost;
  Column slack;
};

// Without metrics the report shows a usage of 0, which then means that nothing is known.
model::UsageAmounts unless_both_zero(const model::UsageAmounts& used) {
  const bool nothing = used.cpu.value_or(units::NanoCpu{}) == units::NanoCpu{} &&
                       used.memory.value_or(units::Bytes{}) == units::Bytes{};
  return nothing ? model::UsageAmounts{} : used;
}

class ReportReader {
 public:
  ReportReader(const Input& in, const doc::Table& table, model::UsageSeries& into)
      : problems_(&in.problems), table_(&table), into_(&into), money_(table) {}

  void read_pods() {
    const auto cluster = table_->column("Cluster ID");
    const auto name_space = table_->column("Namespace");
    const auto name = table_->column("Name");
    const auto application = table_->column("Application");
    const auto component = table_->column("Component");
    const AmountColumns requested(*table_, "Requests", "", parse_bytes);
    const AmountColumns used(*table_, "Usage", "", parse_bytes);
    const auto cpu = table_->column("CPU Recommendation");
    const auto memory = table_->column("Memory Recommendation");
    into_->rows.reserve(table_->rows.size());
    for (std::size_t i = 0; i < table_->rows.size(); ++i) {
      RowReader row(*table_, i, *problems_);
      model::UsageRow pod;
      pod.line = row.line();
      pod.cluster = row.text(cluster);
      pod.namespace_name = row.required_text(name_space, "the namespace");
      pod.pod = row.required_text(name, "the name of the pod");
      pod.application = row.text(application);
      pod.component = row.text(component);
      pod.requested = requested.of(row);
      pod.used = unless_both_zero(used.of(row));
      // A recommendation of exactly 0 is one without samples.
      pod.recommended = {unless_zero(row.figure_or_empty(cpu, parse_cores)),
                         unless_zero(row.figure_or_empty(memory, parse_bytes))};
      pod.cost = row.figure(money_.cost, parse_monthly);
      pod.slack = row.figure(money_.slack, parse_monthly);
      if (row.is_sound()) {
        into_->rows.push_back(std::move(pod));
      }
    }
  }

  template <class ParseSize>
  void read_totals(model::UsageScope scope, std::string_view name_title,
                   std::string_view memory_unit, ParseSize parse_size) {
    const auto name = table_->column(name_title);
    const auto cluster =
        scope == model::UsageScope::node ? table_->column("Cluster ID") : table_->column("Cluster");
    const auto pods = table_->column("Pods");
    const AmountColumns requested(*table_, "Requests", memory_unit, parse_size);
    const AmountColumns used(*table_, "Usage", memory_unit, parse_size);
    for (std::size_t i = 0; i < table_->rows.size(); ++i) {
      RowReader row(*table_, i, *problems_);
      model::UsageTotal total;
      total.scope = scope;
      total.line = row.line();
      total.cluster = row.text(cluster);
      total.name = row.text(name);
      total.pods = row.figure(pods, parse_count).value_or(0);
      total.requested = requested.of(row);
      total.used = unless_both_zero(used.of(row));
      total.cost = row.figure(money_.cost, parse_monthly);
      total.slack = row.figure(money_.slack, parse_monthly);
      if (row.is_sound()) {
        into_->totals.push_back(std::move(total));
      }
    }
  }

 private:
  Problems* problems_;
  const doc::Table* table_;
  model::UsageSeries* into_;
  MoneyColumns money_;
};

void read_by_kind(const Input& in, ReportTable kind, const doc::Table& table,
                  model::UsageSeries& into) {
  using model::UsageScope;
  constexpr std::string_view kInMebibytes = " [MiB]";
  ReportReader reader(in, table, into);
  switch (kind) {
    case ReportTable::pods:
      return reader.read_pods();
    case ReportTable::namespaces:
      return reader.read_totals(UsageScope::namespace_name, "Name", "", parse_bytes);
    case ReportTable::applications:
      return reader.read_totals(UsageScope::application, "ID", "", parse_bytes);
    case ReportTable::teams:
      return reader.read_totals(UsageScope::team, "ID", "", parse_bytes);
    case ReportTable::nodes:
      return reader.read_totals(UsageScope::node, "Node", kInMebibytes, parse_mebibytes);
    case ReportTable::clusters:
      return reader.read_totals(UsageScope::cluster, "Cluster ID", kInMebibytes, parse_mebibytes);
    case ReportTable::ingresses:
    case ReportTable::slack:
      return;
  }
}

// The header of today's table for one that has none; rows of another width are left out.
template <std::size_t N>
void give_header(const std::array<std::string_view, N>& titles, doc::Table& table,
                 Problems& problems) {
  table.header.assign(titles.begin(), titles.end());
  std::erase_if(table.rows, [&](const doc::Table::Row& row) {
    if (row.cells.size() == N) {
      return false;
    }
    problems.add({.severity = diag::Severity::error,
                  .code = diag::kTableSyntax,
                  .at = table.where(row, N),
                  .message = fmt::format(
                      "this row has {}, the first has {}",
                      base::plural(static_cast<long long>(row.cells.size()), "cell", "cells"), N),
                  .hint = {},
                  .excerpt = table.excerpt(row, 0)});
    return true;
  });
}

}  // namespace

std::optional<ReportTable> report_table_of(std::string_view text) {
  const auto cells = first_cells(text);
  if (cells.empty()) {
    return std::nullopt;
  }
  const auto headed = headed_table_of(cells);
  return headed ? headed : old_table_of(cells);
}

void read_report_table(const Input& in, model::UsageSeries& into) {
  const auto kind = report_table_of(in.file.text);
  if (!kind) {
    return;
  }
  const bool has_header = headed_table_of(first_cells(in.file.text)).has_value();
  auto table =
      doc::read_table({in.file.name, in.file.text}, {.separator = '\t', .has_header = has_header},
                      in.problems.pending());
  in.problems.pass_on();
  if (!has_header && *kind == ReportTable::pods) {
    give_header(kOldPods, table, in.problems);
  } else if (!has_header && *kind == ReportTable::clusters) {
    give_header(kOldClusters, table, in.problems);
  }
  into.format = model::UsageFormat::report_table;
  into.span = model::UsageSpan::snapshot;
  read_by_kind(in, *kind, table, into);
}

}  // namespace eksplan::usage
