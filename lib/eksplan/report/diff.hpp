#pragma once
/// What changed between two results as bytes, one function per format. Promises as in write.hpp.

#include <string>
#include <vector>

#include "eksplan/compare/diff.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/report/view.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::report {

/// Everything here must outlive the call only.
struct DiffResult {
  std::string version;
  const saved::Result& base;
  const saved::Result& head;
  const compare::Diff& diff;
  std::vector<Gate> gates;
};

/// Of a view only that list, and all of it; which lists those are, see diff_csv.
std::string diff_table(const DiffResult& result, const TableStyle& style);

/// Schema version 1: "base" and "head" with their summaries, "changes", "shared" and "bill", each
/// of which says what it adds up to, findings that came and went, gates.
std::string diff_json(const DiffResult& result);

/// The JSON Schema (draft 2020-12) of what diff_json() writes.
std::string diff_schema();

/// View::workloads: the changes; View::costs: the bill; View::findings: findings that came and
/// went; View::groups: the parts that add up to the difference. Other views have no difference and
/// are as View::workloads.
std::string diff_csv(const DiffResult& result, View view);
std::string diff_tsv(const DiffResult& result, View view);

/// The comment on a pull request.
std::string diff_markdown(const DiffResult& result);

/// New findings only.
std::string diff_sarif(const DiffResult& result);

/// New findings of the workloads that changed, and the gates.
std::string diff_junit(const DiffResult& result);

}  // namespace eksplan::report
