#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/markdown_page.hpp"
#include "eksplan/report/markdown_sections.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/node_group_sums.hpp"
#include "eksplan/report/table_words.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

// --- above the folds --------------------------------------------------------

MarkdownSection opening(const Result& result) {
  std::string text = result.summary ? "<!-- eksplan:estimate -->\n" : "<!-- eksplan:check -->\n";
  const auto sentence =
      result.summary ? "these workloads cost " + headline(result) : headline(result);
  text += fmt::format("### {}\n", markdown_escaped(capitalised(sentence)));
  const auto add = [&](const std::string& paragraph) {
    if (!paragraph.empty()) {
      text += fmt::format("\n{}\n", markdown_escaped(capitalised(paragraph)));
    }
  };
  if (result.summary) {
    add(off_list(*result.summary));
    add(proof(*result.summary));
    add(week(result));
  }
  if (!result.complete) {
    add(incomplete(result));
  }
  const auto counts = counts_text(result);
  add(counts.empty() ? "no findings" : "findings: " + counts);
  return {.head = text};
}

void add_failed_gates(const Result& result, std::vector<MarkdownSection>& sections) {
  auto section = table_section("Gates that failed", {"Gate", ">Limit", ">Value"});
  for (const auto& gate : result.gates) {
    if (gate.failed) {
      section.rows.push_back(
          markdown_row({markdown_escaped(gate.name), markdown_escaped(gate_value_text(gate.limit)),
                        markdown_escaped(gate_value_text(gate.value))}));
    }
  }
  if (!section.rows.empty()) {
    sections.push_back(std::move(section));
  }
}

std::string category_title(const std::string& category) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTitles{
      {{"controlPlane", "Control plane"},
       {"fargate", "Fargate"},
       {"nodes", "Nodes"},
       {"storage", "Storage"},
       {"network", "Network"}}};
  const auto* const found = std::find_if(kTitles.begin(), kTitles.end(),
                                         [&](const auto& row) { return row.first == category; });
  return found == kTitles.end() ? markdown_escaped(category) : std::string(found->second);
}

void add_costs(const Result& result, std::vector<MarkdownSection>& sections) {
  if (!result.summary) {
    return;
  }
  auto section = table_section("Cost", {"", ">$/hour", ">$/month"});
  const auto add = [&](const std::string& title, units::Money hourly, units::Money monthly) {
    section.rows.push_back(markdown_row({title, hourly.text_with(4), markdown_money(monthly)}));
  };
  for (const auto& [category, hourly] : result.summary->by_category) {
    add(category_title(category), hourly, hourly * result.context.month_hours);
  }
  add("**Total**", result.summary->total.hourly, result.summary->total.monthly);
  sections.push_back(std::move(section));
}

void add_node_groups(const Result& result, std::vector<MarkdownSection>& sections) {
  auto section = table_section(
      "Node groups", {"Group", ">Nodes", "Type", "Zones", ">CPU", ">Memory", ">Pods", ">$/month"});
  for (const auto& row : result.node_groups) {
    section.rows.push_back(markdown_row(
        {markdown_code(row.name), markdown_number(row.count), markdown_code(row.instance_type),
         markdown_escaped(zones_text(row.zones)), percent(row.cpu_utilization),
         percent(row.memory_utilization), markdown_number(pods_of_group(result, row.name)),
         markdown_money(monthly_of_group(result, row.name))}));
  }
  if (!section.rows.empty()) {
    sections.push_back(std::move(section));
  }
}

// --- workloads and the rest -------------------------------------------------

MarkdownCells workload_titles(const Result& result) {
  return result.summary
             ? MarkdownCells{"Workload", ">Pods", ">CPU", ">Memory", "Runs on", "Why", ">$/month"}
             : MarkdownCells{"Workload", ">Pods", ">CPU", ">Memory", "Fargate size"};
}

std::string workload_line(const WorkloadRow& row, bool is_planned) {
  MarkdownCells cells{markdown_code(row.id.text()), markdown_number(row.pods),
                      row.requests.cpu.text(), row.requests.memory.text()};
  if (is_planned) {
    const bool has_cost = row.cost && row.placement && row.placement->target != "daemonset";
    cells.push_back(markdown_escaped(runs_on(row)));
    cells.push_back(markdown_escaped(why(row)));
    cells.push_back(has_cost ? markdown_money(row.cost->monthly) : "–");
  } else {
    cells.push_back(markdown_escaped(fargate_or_why_not(row)));
  }
  return markdown_row(cells);
}

void add_workloads(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.workloads.empty()) {
    return;
  }
  sections.push_back(folded_section(counted(result.workloads.size(), "workload", "workloads"),
                                    workload_titles(result)));
  for (const auto& row : result.workloads) {
    sections.back().rows.push_back(workload_line(row, result.summary.has_value()));
  }
}

void add_unpriced(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.unpriced.empty()) {
    return;
  }
  sections.push_back(folded_section(
      counted(result.unpriced.size(), "thing has no known price or amount and is in no total",
              "things have no known price or amount and are in no total"),
      {"What", "Item", "Why"}));
  for (const auto& row : result.unpriced) {
    sections.back().rows.push_back(markdown_row(
        {markdown_escaped(row.what), markdown_code(row.item), markdown_escaped(row.reason)}));
  }
}

void add_assumptions(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.assumptions.empty()) {
    return;
  }
  sections.push_back(folded_section(counted(result.assumptions.size(), "assumption", "assumptions"),
                                    {"Assumption"}));
  for (const auto& assumption : result.assumptions) {
    sections.back().rows.push_back(markdown_row({markdown_escaped(assumption.text)}));
  }
}

}  // namespace

std::string markdown(const Result& result) {
  std::vector<MarkdownSection> sections{opening(result)};
  add_failed_gates(result, sections);
  add_costs(result, sections);
  add_node_groups(result, sections);
  add_phases(result, sections);
  add_autoscaling(result, sections);
  add_findings(result, sections);
  add_workloads(result, sections);
  add_right_sizing(result, sections);
  add_commitments(result, sections);
  add_unpriced(result, sections);
  add_ignored(result, sections);
  add_assumptions(result, sections);
  return markdown_page(sections, kCommentBytes);
}

}  // namespace eksplan::report
