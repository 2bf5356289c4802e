#include <string>

#include "eksplan/base/text.hpp"
#include "eksplan/report/delimited.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/diff_words.hpp"
#include "eksplan/report/sheet.hpp"

namespace eksplan::report {
namespace {

Cell pods_of(const std::vector<saved::Workload>& workloads,
             const std::optional<std::size_t>& index) {
  return index ? Cell{std::to_string(workloads[*index].replicas.expected), true} : Cell{};
}

Cell cost_of(const std::vector<saved::Workload>& workloads, const std::optional<std::size_t>& index,
             units::Money saved::Amount::*part) {
  return index && workloads[*index].cost ? number_cell((*workloads[*index].cost).*part) : Cell{};
}

Sheet changes_sheet(const DiffResult& result) {
  Sheet sheet{
      .header = {"workload", "change", "podsBefore", "podsAfter", "hourlyBefore", "hourlyAfter",
                 "monthlyBefore", "monthlyAfter", "hourlyDelta", "monthlyDelta", "why"},
      .rows = {}};
  for (const auto& change : result.diff.changes) {
    sheet.rows.push_back({text_cell(change.workload), text_cell(std::string(name(change.kind))),
                          pods_of(result.base.workloads, change.before),
                          pods_of(result.head.workloads, change.after),
                          cost_of(result.base.workloads, change.before, &saved::Amount::hourly),
                          cost_of(result.head.workloads, change.after, &saved::Amount::hourly),
                          cost_of(result.base.workloads, change.before, &saved::Amount::monthly),
                          cost_of(result.head.workloads, change.after, &saved::Amount::monthly),
                          number_cell(change.delta.hourly), number_cell(change.delta.monthly),
                          text_cell(why_of(change))});
  }
  return sheet;
}

Sheet bill_sheet(const DiffResult& result) {
  Sheet sheet{.header = {"category", "item", "group", "detail", "unit", "quantityBefore",
                         "quantityAfter", "hourlyDelta", "monthlyDelta"},
              .rows = {}};
  for (const auto& row : result.diff.bill) {
    sheet.rows.push_back({text_cell(row.category), text_cell(row.item), text_cell(row.group),
                          text_cell(row.detail), text_cell(row.unit), number_cell(row.before),
                          number_cell(row.after), number_cell(row.delta.hourly),
                          number_cell(row.delta.monthly)});
  }
  return sheet;
}

Sheet parts_sheet(const DiffResult& result) {
  Sheet sheet{.header = {"part", "hourlyDelta", "monthlyDelta"}, .rows = {}};
  compare::Delta changed = result.diff.total;
  for (const auto& effect : result.diff.shared) {
    changed.hourly = changed.hourly - effect.delta.hourly;
    changed.monthly = changed.monthly - effect.delta.monthly;
  }
  sheet.rows.push_back(
      {text_cell("changedWorkloads"), number_cell(changed.hourly), number_cell(changed.monthly)});
  for (const auto& effect : result.diff.shared) {
    sheet.rows.push_back({text_cell(std::string(effect.name)), number_cell(effect.delta.hourly),
                          number_cell(effect.delta.monthly)});
  }
  return sheet;
}

void add_findings(const std::vector<saved::Finding>& findings,
                  const std::vector<std::size_t>& chosen, const std::string& change, Sheet& sheet) {
  for (const auto index : chosen) {
    const auto& finding = findings[index];
    sheet.rows.push_back({text_cell(change), text_cell(finding.rule), text_cell(finding.severity),
                          text_cell(finding.object), text_cell(finding.file),
                          finding.line > 0 ? Cell{std::to_string(finding.line), true} : Cell{},
                          text_cell(finding.path), text_cell(finding.message),
                          text_cell(finding.fix)});
  }
}

Sheet findings_sheet(const DiffResult& result) {
  Sheet sheet{.header = {"change", "rule", "severity", "workload", "file", "line", "path",
                         "message", "fix"},
              .rows = {}};
  add_findings(result.head.findings, result.diff.new_findings, "new", sheet);
  add_findings(result.base.findings, result.diff.gone_findings, "gone", sheet);
  return sheet;
}

Sheet diff_sheet(const DiffResult& result, View view) {
  if (view == View::costs) {
    return bill_sheet(result);
  }
  if (view == View::groups) {
    return parts_sheet(result);
  }
  return view == View::findings ? findings_sheet(result) : changes_sheet(result);
}

}  // namespace

std::string diff_csv(const DiffResult& result, View view) {
  return csv_text(diff_sheet(result, view));
}

std::string diff_tsv(const DiffResult& result, View view) {
  return tsv_text(diff_sheet(result, view));
}

}  // namespace eksplan::report
