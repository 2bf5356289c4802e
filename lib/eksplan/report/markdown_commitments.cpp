#include <fmt/format.h>

#include "eksplan/report/commitment_words.hpp"
#include "eksplan/report/markdown_sections.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {

void add_commitments(const Result& result, std::vector<MarkdownSection>& sections) {
  auto plans = folded_section("What a Compute Savings Plan would save", {"What"});
  for (const auto& line : savings_plan_lines(result)) {
    plans.rows.push_back(markdown_row({markdown_escaped(line)}));
  }
  for (const auto& remark : commitment_remarks(result)) {
    plans.rows.push_back(markdown_row({markdown_escaped(capitalised(remark))}));
  }
  if (!plans.rows.empty()) {
    sections.push_back(std::move(plans));
  }
  auto reserved = folded_section(
      "What reserved nodes would save",
      {"Group", "Type", ">Most nodes", ">1 year", ">$/month", ">3 years", ">$/month"});
  for (const auto& row : reserved_groups(result)) {
    reserved.rows.push_back(
        markdown_row({markdown_code(row.group), markdown_code(row.instance_type),
                      markdown_number(row.of), markdown_escaped(reserved_count(row.one_year)),
                      markdown_escaped(reserved_saving(row.one_year)),
                      markdown_escaped(reserved_count(row.three_years)),
                      markdown_escaped(reserved_saving(row.three_years))}));
  }
  if (!reserved.rows.empty()) {
    sections.push_back(std::move(reserved));
  }
}

}  // namespace eksplan::report
