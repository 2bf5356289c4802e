#include <functional>
#include <utility>

#include <fmt/format.h>

#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/markdown_sections.hpp"
#include "eksplan/report/markdown_text.hpp"

namespace eksplan::report {
namespace {

std::string where_cell(const FindingRow& row) {
  return markdown_code(row.file.empty() ? row.path : fmt::format("{}:{}", row.file, row.line));
}

std::string what_cell(const FindingRow& row, std::int64_t month_hours) {
  auto cell = markdown_escaped(row.message);
  const auto add = [&](const std::string& line) { cell += line.empty() ? "" : "<br>" + line; };
  add(row.aws_message.empty() ? "" : "AWS: " + markdown_code(row.aws_message));
  add(row.fix.empty() ? "" : "**Fix:** " + markdown_escaped(row.fix));
  add(markdown_escaped(saving_text(row, month_hours)));
  return cell;
}

std::string finding_row(const FindingRow& row, std::int64_t month_hours) {
  return markdown_row({std::string(model::name(row.severity)), markdown_code(row.object.text()),
                       where_cell(row), what_cell(row, month_hours)});
}

bool is_grave(const FindingRow& row) {
  return row.severity <= model::FindingSeverity::warn;
}

std::vector<std::string> finding_rows_if(const Result& result,
                                         const std::function<bool(const FindingRow&)>& wanted) {
  std::vector<std::string> rows;
  for (const auto& row : result.findings) {
    if (!row.ignored && wanted(row)) {
      rows.push_back(finding_row(row, result.context.month_hours));
    }
  }
  return rows;
}

}  // namespace

void add_findings(const Result& result, std::vector<MarkdownSection>& sections) {
  const MarkdownCells titles{"Severity", "Workload", "Where", "What, and how to mend it"};
  auto grave = table_section("Findings", titles);
  grave.rows = finding_rows_if(result, is_grave);
  if (!grave.rows.empty()) {
    sections.push_back(std::move(grave));
  }
  auto mild = finding_rows_if(result, [](const FindingRow& row) { return !is_grave(row); });
  if (!mild.empty()) {
    sections.push_back(folded_section(counted(mild.size(), "finding about cost or for information",
                                              "findings about cost or for information"),
                                      titles));
    sections.back().rows = std::move(mild);
  }
}

void add_ignored(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.ignored_findings == 0) {
    return;
  }
  sections.push_back(
      folded_section(counted(static_cast<std::size_t>(result.ignored_findings),
                             "finding is ignored", "findings are ignored"),
                     {"Severity", "Workload", "Where", "What", "Why it is ignored"}));
  for (const auto& row : result.findings) {
    if (row.ignored) {
      sections.back().rows.push_back(markdown_row(
          {std::string(model::name(row.severity)), markdown_code(row.object.text()),
           where_cell(row), markdown_escaped(row.message), markdown_escaped(row.ignored->reason)}));
    }
  }
}

}  // namespace eksplan::report
