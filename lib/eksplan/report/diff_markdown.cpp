#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/report/diff_words.hpp"
#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/markdown_page.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

std::string money(units::Money amount) {
  return markdown_escaped(signed_dollars(amount));
}

// A month of the workload on one side; nothing where it is not there, or has no price.
std::string cost_of(const std::vector<saved::Workload>& workloads,
                    const std::optional<std::size_t>& index) {
  return index && workloads[*index].cost
             ? markdown_escaped(dollars(workloads[*index].cost->monthly))
             : std::string{};
}

std::string place_of(const saved::Finding& finding) {
  return markdown_code(finding.file.empty() ? finding.path
                                            : fmt::format("{}:{}", finding.file, finding.line));
}

std::string finding_row(const saved::Finding& finding, const std::string& fix = {}) {
  const auto how = fix.empty() ? "" : fmt::format("<br>**Fix:** {}", markdown_escaped(fix));
  return markdown_row({markdown_escaped(finding.severity), markdown_code(finding.object),
                       place_of(finding), markdown_escaped(finding.message) + how});
}

MarkdownSection opening(const DiffResult& result) {
  auto text = fmt::format("<!-- eksplan:diff -->\n### {}\n",
                          markdown_escaped(capitalised(diff_headline(result))));
  for (const auto& gate : result.gates) {
    if (gate.failed || gate.warned) {
      text += fmt::format("\n**{}** {}\n",
                          gate.failed ? "Failed:" : "Warning:", markdown_escaped(gate_text(gate)));
    }
  }
  if (!result.base.complete || !result.head.complete) {
    text += "\nThe estimate is incomplete: something was left out or has no price.\n";
  }
  if (result.diff.changes.empty()) {
    text += "\nNo workload changed.\n";
  }
  return {.head = text};
}

void add_changes(const DiffResult& result, std::vector<MarkdownSection>& sections) {
  if (result.diff.changes.empty()) {
    return;
  }
  MarkdownSection section{
      .head = "\n" + markdown_header({"Workload", ">$/month before", ">after", ">change", "Why"})};
  for (const auto& change : result.diff.changes) {
    section.rows.push_back(
        markdown_row({markdown_code(change.workload), cost_of(result.base.workloads, change.before),
                      cost_of(result.head.workloads, change.after), money(change.delta.monthly),
                      markdown_escaped(why_of(change))}));
  }
  sections.push_back(std::move(section));
}

void add_new_findings(const DiffResult& result, std::vector<MarkdownSection>& sections) {
  if (result.diff.new_findings.empty()) {
    return;
  }
  MarkdownSection section{
      .head = "\n#### New findings\n\n" +
              markdown_header({"Severity", "Workload", "Where", "What, and how to mend it"})};
  for (const auto index : result.diff.new_findings) {
    const auto& finding = result.head.findings[index];
    section.rows.push_back(finding_row(finding, finding.fix));
  }
  sections.push_back(std::move(section));
}

MarkdownSection folded(const std::string& summary, const std::vector<std::string>& titles) {
  return {.head = fmt::format("\n<details><summary>{}</summary>\n\n{}", summary,
                              markdown_header(titles)),
          .rows = {},
          .tail = "\n</details>\n"};
}

void add_parts(const DiffResult& result, std::vector<MarkdownSection>& sections) {
  auto section = folded("What adds up to the difference", {"", ">$/hour", ">$/month"});
  compare::Delta changed = result.diff.total;
  for (const auto& effect : result.diff.shared) {
    changed.hourly = changed.hourly - effect.delta.hourly;
    changed.monthly = changed.monthly - effect.delta.monthly;
  }
  const auto add = [&](const std::string& title, const compare::Delta& delta) {
    section.rows.push_back(
        markdown_row({title, markdown_escaped(delta.hourly.text_with(4)), money(delta.monthly)}));
  };
  add("workloads that changed", changed);
  for (const auto& effect : result.diff.shared) {
    add(markdown_escaped(shared_title(effect.name)), effect.delta);
  }
  add("**Total**", result.diff.total);
  sections.push_back(std::move(section));
}

void add_bill(const DiffResult& result, std::vector<MarkdownSection>& sections) {
  if (result.diff.bill.empty()) {
    return;
  }
  auto section = folded("The bill", {"What is billed", ">Before", ">After", "Unit", ">$/month"});
  for (const auto& row : result.diff.bill) {
    section.rows.push_back(
        markdown_row({markdown_escaped(bill_title(row)), base::with_thousands(row.before.text()),
                      base::with_thousands(row.after.text()), markdown_escaped(row.unit),
                      money(row.delta.monthly)}));
  }
  sections.push_back(std::move(section));
}

void add_gone_findings(const DiffResult& result, std::vector<MarkdownSection>& sections) {
  const auto& gone = result.diff.gone_findings;
  if (gone.empty()) {
    return;
  }
  auto section = folded(
      base::plural(static_cast<long long>(gone.size()), "finding is gone", "findings are gone"),
      {"Severity", "Workload", "Where", "What"});
  for (const auto index : gone) {
    section.rows.push_back(finding_row(result.base.findings[index]));
  }
  sections.push_back(std::move(section));
}

}  // namespace

std::string diff_markdown(const DiffResult& result) {
  std::vector<MarkdownSection> sections{opening(result)};
  add_changes(result, sections);
  add_new_findings(result, sections);
  add_parts(result, sections);
  add_bill(result, sections);
  add_gone_findings(result, sections);
  return markdown_page(sections, kCommentBytes);
}

}  // namespace eksplan::report
