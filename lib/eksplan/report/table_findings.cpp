#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kFindingsShown = 10;
constexpr std::size_t kIndent = 7;  // the longest severity and two blanks

Paint paint_of(model::FindingSeverity severity) {
  switch (severity) {
    case model::FindingSeverity::block:
      return Paint::red;
    case model::FindingSeverity::warn:
      return Paint::yellow;
    case model::FindingSeverity::cost:
      return Paint::cyan;
    case model::FindingSeverity::note:
      break;
  }
  return Paint::dim;
}

std::string counts_text(const FindingCounts& counts) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts.at(i) > 0) {
      parts.push_back(fmt::format("{} {}", whole_number(counts.at(i)),
                                  model::name(static_cast<model::FindingSeverity>(i))));
    }
  }
  return base::join(parts, ", ");
}

std::string place_text(const FindingRow& row) {
  if (row.file.empty()) {
    return row.path;
  }
  const auto place = fmt::format("{}:{}", row.file, row.line);
  return row.path.empty() ? place : fmt::format("{}, {}", place, row.path);
}

void draw_finding(const FindingRow& row, Page& page) {
  page.paragraph(fmt::format("{}: {} [{}]", row.object.text(), row.message, row.rule), kIndent,
                 model::name(row.severity), paint_of(row.severity));
  if (const auto place = place_text(row); !place.empty()) {
    page.paragraph(place, kIndent, {}, Paint::dim);
  }
  if (!row.fix.empty()) {
    page.paragraph("fix: " + row.fix, kIndent);
  }
}

std::string gate_text(const GateValue& value) {
  const auto* const decimal = std::get_if<units::Decimal>(&value);
  return decimal != nullptr ? base::with_thousands(decimal->text()) : std::get<std::string>(value);
}

void draw_gates(const Result& result, Page& page) {
  if (result.gates.empty()) {
    return;
  }
  page.title("Gates");
  for (const auto& gate : result.gates) {
    page.paragraph(fmt::format("{}: {} against a limit of {}", gate.name, gate_text(gate.value),
                               gate_text(gate.limit)),
                   8, gate.failed ? "failed" : "passed", gate.failed ? Paint::red : Paint::green);
  }
}

std::string skipped_text(const std::vector<model::SkippedKind>& skipped) {
  std::vector<std::string> parts;
  parts.reserve(skipped.size());
  for (const auto& kind : skipped) {
    parts.push_back(fmt::format("{} {}", kind.count, kind.kind));
  }
  return base::and_list(parts);
}

}  // namespace

void draw_findings(const Result& result, Extent extent, Page& page) {
  if (result.findings.empty()) {
    return;
  }
  page.title("Findings: " + counts_text(result.finding_counts));
  const auto shown = extent == Extent::whole ? result.findings.size()
                                             : std::min(result.findings.size(), kFindingsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    draw_finding(result.findings[i], page);
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
