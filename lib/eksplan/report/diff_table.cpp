#include <string>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/diff_words.hpp"
#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/page.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kMoneyColumns = 12;
constexpr std::size_t kMostChanges = 40;  // of the whole table; a view shows all

Paint paint_of_money(units::Money money) {
  const units::Money zero;
  return money > zero ? Paint::red : money < zero ? Paint::green : Paint::dim;
}

std::string right_aligned(const std::string& text) {
  return text.size() < kMoneyColumns ? std::string(kMoneyColumns - text.size(), ' ') + text : text;
}

void draw_changes(const DiffResult& result, std::size_t most, Page& page) {
  const auto& changes = result.diff.changes;
  if (changes.empty()) {
    page.blank();
    page.paragraph("No workload changed");
    return;
  }
  page.title("Workloads that changed, $/month");
  for (std::size_t i = 0; i < std::min(most, changes.size()); ++i) {
    const auto& change = changes[i];
    page.paragraph(fmt::format("{}: {}", change.workload, why_of(change)), kMoneyColumns + 2,
                   right_aligned(signed_dollars(change.delta.monthly)),
                   paint_of_money(change.delta.monthly));
  }
  if (changes.size() > most) {
    page.paragraph(more(changes.size() - most, "workloads"), kMoneyColumns + 2);
  }
}

void draw_shared(const DiffResult& result, Page& page) {
  page.blank();
  Grid grid;
  grid.columns = {{"What adds up to the difference", Align::left, Squeeze::cut_end, 24},
                  {"$/hour", Align::right},
                  {"$/month", Align::right}};
  compare::Delta changed = result.diff.total;
  for (const auto& effect : result.diff.shared) {
    changed.hourly = changed.hourly - effect.delta.hourly;
    changed.monthly = changed.monthly - effect.delta.monthly;
  }
  const auto add = [&](const std::string& title, const compare::Delta& delta, Paint paint) {
    grid.rows.push_back({{title, paint},
                         {delta.hourly.text_with(4), paint},
                         {signed_dollars(delta.monthly), paint}});
  };
  add("workloads that changed", changed, Paint::none);
  for (const auto& effect : result.diff.shared) {
    add(shared_title(effect.name), effect.delta, Paint::none);
  }
  add("Total", result.diff.total, Paint::bold);
  grid.total_rows = 1;
  page.grid(grid);
}

void draw_bill(const DiffResult& result, Page& page) {
  if (result.diff.bill.empty()) {
    return;
  }
  page.blank();
  Grid grid;
  grid.columns = {{"What is billed", Align::left, Squeeze::cut_middle, 20},
                  {"Before", Align::right},
                  {"After", Align::right},
                  {"Unit", Align::left, Squeeze::leave_out},
                  {"$/month", Align::right}};
  for (const auto& row : result.diff.bill) {
    grid.rows.push_back({{bill_title(row)},
                         {base::with_thousands(row.before.text())},
                         {base::with_thousands(row.after.text())},
                         {row.unit},
                         {signed_dollars(row.delta.monthly)}});
  }
  page.grid(grid);
}

void draw_findings(const std::vector<saved::Finding>& findings,
                   const std::vector<std::size_t>& chosen, std::string_view title, Page& page) {
  if (chosen.empty()) {
    return;
  }
  page.title(title);
  for (const auto index : chosen) {
    const auto& finding = findings[index];
    const auto place =
        finding.file.empty() ? std::string{} : fmt::format(" {}:{}", finding.file, finding.line);
    page.paragraph(
        fmt::format("{}: {} [{}]{}", finding.object, finding.message, finding.rule, place), 7,
        finding.severity);
  }
}

void draw_gates(const DiffResult& result, Page& page) {
  if (result.gates.empty()) {
    return;
  }
  page.title("Gates");
  for (const auto& gate : result.gates) {
    const auto* const word = gate.failed ? "failed" : gate.warned ? "warned" : "passed";
    page.paragraph(gate_text(gate), 8, word,
                   gate.failed   ? Paint::red
                   : gate.warned ? Paint::yellow
                                 : Paint::green);
  }
}

void draw_all_findings(const DiffResult& result, Page& page) {
  draw_findings(result.head.findings, result.diff.new_findings, "New findings", page);
  draw_findings(result.base.findings, result.diff.gone_findings, "Findings that are gone", page);
}

void draw_all(const DiffResult& result, Page& page) {
  page.paragraph(capitalised(diff_headline(result)), 0, {}, Paint::bold);
  if (!result.base.complete || !result.head.complete) {
    page.paragraph(fmt::format("The estimate of {} is incomplete: something is left out or has no "
                               "price",
                               result.base.complete ? "the head" : "the base"),
                   0, {}, Paint::yellow);
  }
  draw_changes(result, kMostChanges, page);
  draw_shared(result, page);
  draw_bill(result, page);
  draw_all_findings(result, page);
  draw_gates(result, page);
}

void draw_view(const DiffResult& result, View view, Page& page) {
  switch (view) {
    case View::costs:
      draw_bill(result, page);
      return;
    case View::groups:
      draw_shared(result, page);
      return;
    case View::findings:
      draw_all_findings(result, page);
      return;
    case View::workloads:
    case View::nodes:
    case View::phases:
    case View::commitments:
    case View::rightsizing:
      draw_changes(result, result.diff.changes.size(), page);
  }
}

}  // namespace

std::string diff_table(const DiffResult& result, const TableStyle& style) {
  Page page(style);
  if (style.view) {
    draw_view(result, *style.view, page);
  } else {
    draw_all(result, page);
  }
  return page.take();
}

}  // namespace eksplan::report
