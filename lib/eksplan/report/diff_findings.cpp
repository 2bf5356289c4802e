// A difference in the formats that know findings and gates only: those of the head that are new.

#include "eksplan/report/diff.hpp"
#include "eksplan/report/from_saved.hpp"
#include "eksplan/report/gate_settings.hpp"
#include "eksplan/report/object_parts.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

Result new_findings(const DiffResult& diff) {
  Result result;
  result.version = diff.version;
  result.command = "diff";
  result.context.month_hours = diff.head.context.month_hours;
  result.failing =
      failing_severity(diff.gates, "fail-on-new").value_or(model::FindingSeverity::block);
  result.strict = is_strict(diff.gates);
  for (const auto index : diff.diff.new_findings) {
    result.findings.push_back(from_saved(diff.head.findings[index]));
    ++result.finding_counts.at(static_cast<std::size_t>(result.findings.back().severity));
  }
  for (const auto& change : diff.diff.changes) {
    if (change.after && !diff.head.workloads[*change.after].added) {
      WorkloadRow row;
      row.id = object_id(diff.head.workloads[*change.after]);
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
