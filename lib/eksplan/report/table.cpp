#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/page.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

void draw_view(const Result& result, View view, Page& page) {
  switch (view) {
    case View::workloads:
      draw_workloads(result, Extent::whole, page);
      return;
    case View::costs:
      draw_costs(result, page);
      return;
    case View::groups:
      draw_groups(result, page);
      return;
    case View::nodes:
      draw_node_groups(result, page);
      draw_nodes(result, page);
      return;
    case View::findings:
      draw_findings(result, Extent::whole, page);
      return;
    case View::phases:
      draw_phases(result, page);
      return;
    case View::commitments:
      draw_commitments(result, page);
      return;
    case View::rightsizing:
      draw_right_sizing(result, Extent::whole, page);
      return;
  }
}

void draw_check_summary(const Result& result, Page& page) {
  if (result.summary) {
    return;
  }
  const auto counts = counts_text(result);
  page.paragraph(counts.empty() ? "No findings" : "Findings: " + counts);
  if (!result.context.limits_profile.empty()) {
    page.paragraph("Limits profile: " + result.context.limits_profile);
  }
}

// What one wants to see first stands first: the price, how good it is, what does not work, what
// runs where.
void draw_all(const Result& result, Page& page) {
  page.paragraph(capitalised(headline(result)), 0, {}, Paint::bold);
  if (result.summary) {
    for (const auto& sentence : {off_list(*result.summary), proof(*result.summary), week(result)}) {
      if (!sentence.empty()) {
        page.paragraph(capitalised(sentence));
      }
    }
  }
  draw_check_summary(result, page);
  if (!result.complete) {
    page.paragraph(capitalised(incomplete(result)), 0, {}, Paint::yellow);
  }
  draw_unplaced(result, page);
  draw_workloads(result, Extent::cut, page);
  draw_node_groups(result, page);
  draw_allocation(result, page);
  draw_cost_items(result, page);
  if (result.phases.size() > 1) {
    page.blank();
    draw_phases(result, page);
  }
  draw_autoscaling(result, page);
  if (result.groups.size() > 1) {
    page.blank();
    draw_groups(result, page);
  }
  draw_commitments(result, page);
  draw_right_sizing(result, Extent::cut, page);
  // Of a check the findings are the point.
  draw_findings(result, result.summary ? Extent::cut : Extent::whole, page);
  draw_remarks(result, page);
}

}  // namespace

std::string table(const Result& result, const TableStyle& style) {
  Page page(style);
  if (style.view) {
    draw_view(result, *style.view, page);
  } else {
    draw_all(result, page);
  }
  return page.take();
}

}  // namespace eksplan::report
