#include "eksplan/report/commitment_words.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

void draw_reserved(const Result& result, Page& page) {
  const auto groups = reserved_groups(result);
  if (groups.empty()) {
    return;
  }
  page.blank();
  Grid grid;
  grid.columns = {{"Nodes to reserve", Align::left, Squeeze::cut_middle, 10},
                  {"Type", Align::left, Squeeze::cut_end, 10},
                  {"Of", Align::right},
                  {"1 year", Align::right},
                  {"saves $/month", Align::right},
                  {"3 years", Align::right},
                  {"saves $/month", Align::right}};
  for (const auto& row : groups) {
    grid.rows.push_back({{row.group},
                         {row.instance_type},
                         {whole_number(row.of)},
                         {reserved_count(row.one_year)},
                         {reserved_saving(row.one_year)},
                         {reserved_count(row.three_years)},
                         {reserved_saving(row.three_years)}});
  }
  page.grid(grid);
}

}  // namespace

void draw_commitments(const Result& result, Page& page) {
  const auto lines = savings_plan_lines(result);
  if (!lines.empty()) {
    page.title("What to commit to with a Compute Savings Plan");
    for (const auto& line : lines) {
      page.paragraph(line, 2, "-");
    }
  }
  draw_reserved(result, page);
  for (const auto& remark : commitment_remarks(result)) {
    page.paragraph(capitalised(remark));
  }
}

}  // namespace eksplan::report
