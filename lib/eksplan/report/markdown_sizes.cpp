// What depends on the hour, on autoscalers, and on what pods use.

#include <utility>

#include <fmt/format.h>

#include "eksplan/report/markdown_sections.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/right_size_words.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

std::string right_size_line(const RightSizeRow& row) {
  const auto& of = row.figures;
  return markdown_row(
      {markdown_code(right_size_title(row)), markdown_number(of.pods), of.requested.cpu.text(),
       cpu_cell(of.used.cpu), of.recommended.cpu.text(), of.requested.memory.text(),
       memory_cell(of.used.memory), of.recommended.memory.text(), markdown_escaped(size_cell(row)),
       markdown_escaped(money_cell(row.slack)), markdown_escaped(money_cell(row.saving))});
}

std::string right_sizing_summary(const Result& result) {
  units::Money saving;
  for (const auto& row : result.right_sizing) {
    saving += monthly_of(row.saving);
  }
  const auto sized =
      counted(result.right_sizing.size(), "workload with", "workloads with") + " measured usage";
  return saving > units::Money{}
             ? fmt::format("{}: the right size would save {}", sized,
                           markdown_escaped(fmt::format("${} a month", dollars(saving))))
             : sized;
}

void add_trims(const Result& result, std::vector<MarkdownSection>& sections) {
  auto section = folded_section("The least to trim for a smaller Fargate size", {"What"});
  for (const auto* row : trims_of(result)) {
    section.rows.push_back(markdown_row({markdown_escaped(trim_text(*row))}));
  }
  if (!section.rows.empty()) {
    sections.push_back(std::move(section));
  }
}

}  // namespace

void add_phases(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.phases.size() < 2) {
    return;
  }
  sections.push_back(table_section("The week", {"Phase", ">Hours a week", ">Nodes", ">$/hour"}));
  for (const auto& row : result.phases) {
    sections.back().rows.push_back(
        markdown_row({markdown_escaped(row.name), row.hours_per_week.text(),
                      markdown_number(row.node_count), row.hourly.text_with(4)}));
  }
}

void add_autoscaling(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.autoscaling.empty()) {
    return;
  }
  sections.push_back(table_section("Replicas under autoscalers",
                                   {"Replicas", ">Pods", ">Nodes", ">$/hour", ">$/month"}));
  for (const auto& row : result.autoscaling) {
    sections.back().rows.push_back(
        markdown_row({markdown_escaped(replicas_title(row, result.context)),
                      markdown_number(row.pods), markdown_number(row.node_count),
                      row.cost.hourly.text_with(4), markdown_money(row.cost.monthly)}));
  }
}

void add_right_sizing(const Result& result, std::vector<MarkdownSection>& sections) {
  if (result.right_sizing.empty()) {
    return;
  }
  sections.push_back(
      folded_section(right_sizing_summary(result),
                     {"Workload", ">Pods", ">CPU", ">used", ">better", ">Memory", ">used",
                      ">better", "Fargate size", ">Slack $/month", ">Saves $/month"}));
  for (const auto& row : result.right_sizing) {
    sections.back().rows.push_back(right_size_line(row));
  }
  add_trims(result, sections);
}

}  // namespace eksplan::report
