#include <algorithm>
#include <tuple>

#include "eksplan/base/sort_large.hpp"
#include "eksplan/report/rows.hpp"

namespace eksplan::report {
namespace {

FindingRow finding_row(const model::Finding& finding, const model::Inventory& inventory) {
  FindingRow row;
  row.rule = std::string(finding.rule);
  row.severity = finding.severity;
  row.basis = std::string(model::name(finding.basis));
  row.object = finding.object;
  row.file = file_of(finding.at, inventory);
  if (!row.file.empty()) {
    row.line = finding.at.line;
    row.column = finding.at.column;
  }
  row.path = finding.path;
  row.message = finding.message;
  row.aws_message = finding.aws_message;
  row.fix = finding.fix;
  if (finding.saving) {
    row.saving_hourly = finding.saving->hourly();
  }
  row.ignored = finding.ignored;
  return row;
}

auto order(const FindingRow& row) {
  return std::tie(row.severity, row.object, row.rule, row.file, row.line, row.column, row.path,
                  row.message);
}

}  // namespace

std::vector<FindingRow> finding_rows(const std::vector<model::Finding>& findings,
                                     const model::Inventory& inventory) {
  std::vector<FindingRow> rows;
  rows.reserve(findings.size());
  for (const auto& finding : findings) {
    rows.push_back(finding_row(finding, inventory));
  }
  base::sort_large(rows,
                   [](const FindingRow& a, const FindingRow& b) { return order(a) < order(b); });
  return rows;
}

FindingCounts count_findings(const std::vector<FindingRow>& findings) {
  FindingCounts counts{};
  for (const auto& finding : findings) {
    counts.at(static_cast<std::size_t>(finding.severity)) += finding.ignored ? 0 : 1;
  }
  return counts;
}

std::int64_t count_ignored(const std::vector<FindingRow>& findings) {
  return std::count_if(findings.begin(), findings.end(),
                       [](const FindingRow& row) { return row.ignored.has_value(); });
}

}  // namespace eksplan::report
