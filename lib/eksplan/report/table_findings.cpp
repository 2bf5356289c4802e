#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/severity_paint.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kFindingsShown = 10;
constexpr std::size_t kIndent = 7;  // the longest severity and two blanks

void draw_finding(const FindingRow& row, std::int64_t month_hours, Page& page) {
  const auto paint = row.ignored ? Paint::dim : Paint::none;
  page.paragraph(fmt::format("{}: {} [{}]", row.object.text(), row.message, row.rule), kIndent,
                 model::name(row.severity), row.ignored ? paint : paint_of(row.severity), paint);
  const auto add = [&](std::string_view text, Paint of_line) {
    if (!text.empty()) {
      page.paragraph(text, kIndent, {}, of_line);
    }
  };
  add(place_text(row), Paint::dim);
  add(aws_text(row), Paint::dim);
  if (row.ignored) {
    add(ignored_text(*row.ignored), paint);
    return;
  }
  add(row.fix.empty() ? "" : "fix: " + row.fix, paint);
  add(saving_text(row, month_hours), Paint::green);
}

void draw_gates(const Result& result, Page& page) {
  if (result.gates.empty()) {
    return;
  }
  page.title("Gates");
  for (const auto& gate : result.gates) {
    page.paragraph(gate_text(gate), 8, gate.failed ? "failed" : "passed",
                   gate.failed ? Paint::red : Paint::green);
  }
}

}  // namespace

void draw_findings(const Result& result, Extent extent, Page& page) {
  if (result.findings.empty()) {
    return;
  }
  page.title("Findings: " + counts_text(result));
  // Ignored ones go to the end.
  auto rows = result.findings;
  std::stable_partition(rows.begin(), rows.end(),
                        [](const FindingRow& row) { return !row.ignored; });
  const auto shown = extent == Extent::whole ? rows.size() : std::min(rows.size(), kFindingsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    draw_finding(rows[i], result.context.month_hours, page);
  }
  if (shown < result.findings.size()) {
    page.paragraph(more(result.findings.size() - shown, "findings"), kIndent);
  }
}

void draw_remarks(const Result& result, Page& page) {
  draw_gates(result, page);
  if (!result.unpriced.empty()) {
    page.title("Not in the total, because no price or amount is known", Paint::yellow);
    for (const auto& unpriced : result.unpriced) {
      const auto what = unpriced.what.empty()
                            ? unpriced.item
                            : fmt::format("{} ({})", unpriced.what, unpriced.item);
      page.paragraph(fmt::format("{}: {}", what, unpriced.reason), 2);
    }
  }
  if (!result.assumptions.empty()) {
    page.title("Assumptions");
    for (const auto& assumption : result.assumptions) {
      page.paragraph(assumption.text, 2, "-");
    }
  }
  if (!result.skipped.empty()) {
    page.blank();
    page.paragraph("Objects that run no pods: " + skipped_text(result.skipped), 0, {}, Paint::dim);
  }
}

}  // namespace eksplan::report
