// A difference in the formats that know findings and gates only: those of the head that are new.

#include <algorithm>
#include <array>
#include <string_view>

#include "eksplan/report/diff.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

// "shop/Deployment/cart", or "StorageClass/gp3" of what has no namespace.
model::ObjectId object_of(const std::string& text) {
  const auto last = text.rfind('/');
  if (last == std::string::npos) {
    return {{}, {}, text};
  }
  const auto first = text.find('/');
  if (first == last) {
    return {{}, text.substr(0, last), text.substr(last + 1)};
  }
  return {text.substr(0, first), text.substr(first + 1, last - first - 1), text.substr(last + 1)};
}

model::FindingSeverity severity_of(const std::string& word) {
  const auto place = std::ranges::find(saved::kSeverities, word);
  return static_cast<model::FindingSeverity>(place - saved::kSeverities.begin());
}

FindingRow row_of(const saved::Finding& finding) {
  FindingRow row;
  row.rule = finding.rule;
  row.severity = severity_of(finding.severity);
  row.basis = finding.basis;
  row.object = object_of(finding.object);
  row.file = finding.file;
  row.line = static_cast<std::uint32_t>(finding.line);
  row.column = static_cast<std::uint32_t>(finding.column);
  row.path = finding.path;
  row.message = finding.message;
  row.aws_message = finding.aws_message;
  row.fix = finding.fix;
  row.saving_hourly = finding.saving_hourly;
  return row;
}

Result new_findings(const DiffResult& diff) {
  Result result;
  result.version = diff.version;
  result.command = "diff";
  result.context.month_hours = diff.head.context.month_hours;
  result.failing = diff.fail_on_new.value_or(model::FindingSeverity::block);
  for (const auto index : diff.diff.new_findings) {
    result.findings.push_back(row_of(diff.head.findings[index]));
    ++result.finding_counts.at(static_cast<std::size_t>(result.findings.back().severity));
  }
  for (const auto& change : diff.diff.changes) {
    if (change.after && !diff.head.workloads[*change.after].added) {
      WorkloadRow row;
      row.id = object_of(change.workload);
      row.file = diff.head.workloads[*change.after].file;
      result.workloads.push_back(std::move(row));
    }
  }
  result.gates = diff.gates;
  return result;
}

}  // namespace

std::string diff_sarif(const DiffResult& result) {
  return sarif(new_findings(result));
}

std::string diff_junit(const DiffResult& result) {
  return junit(new_findings(result));
}

}  // namespace eksplan::report
