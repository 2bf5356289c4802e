#include <algorithm>
#include <tuple>

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
  return row;
}

auto order(const FindingRow& row) {
  return std::tie(row.severity, row.object, row.rule, row.file, row.line, row.column, row.path,
                  row.message);
}

}  // namespace

std::vector<FindingRow> finding_rows(const demand::Demand& demand,
                                     const model::Inventory& inventory,
                                     const std::vector<const rules::FargateVerdict*>& verdicts) {
  std::vector<FindingRow> rows;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (demand.items[i].workload.added) {
      continue;
    }
    for (const auto& finding : verdicts[i]->findings) {
      rows.push_back(finding_row(finding, inventory));
    }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const FindingRow& a, const FindingRow& b) { return order(a) < order(b); });
  return rows;
}

FindingCounts count_findings(const std::vector<FindingRow>& findings) {
  FindingCounts counts{};
  for (const auto& finding : findings) {
    ++counts.at(static_cast<std::size_t>(finding.severity));
  }
  return counts;
}

}  // namespace eksplan::report
