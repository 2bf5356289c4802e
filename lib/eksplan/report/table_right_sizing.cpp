#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/right_size_words.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kRowsShown = 25;
constexpr std::size_t kTrimsShown = 10;

// All of them, or of a long list those where there is most to save.
std::vector<std::size_t> shown_rows(const Result& result, Extent extent) {
  std::vector<std::size_t> order(result.right_sizing.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (extent == Extent::whole || order.size() <= kRowsShown) {
    return order;
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return monthly_of(result.right_sizing[a].saving) > monthly_of(result.right_sizing[b].saving);
  });
  order.resize(kRowsShown);
  return order;
}

Grid empty_grid() {
  Grid grid;
  grid.columns = {{"Right-sizing", Align::left, Squeeze::cut_middle, 16},
                  {"Pods", Align::right, Squeeze::leave_out},
                  {"CPU", Align::right},
                  {"used", Align::right},
                  {"better", Align::right},
                  {"Memory", Align::right},
                  {"used", Align::right},
                  {"better", Align::right},
                  {"Fargate size", Align::left, Squeeze::leave_out},
                  {"Slack", Align::right},
                  {"Saves", Align::right}};
  return grid;
}

std::vector<GridCell> cells_of(const RightSizeRow& row) {
  const auto& of = row.figures;
  return {{right_size_title(row)},
          {whole_number(of.pods)},
          {of.requested.cpu.text()},
          {cpu_cell(of.used.cpu)},
          {of.recommended.cpu.text()},
          {of.requested.memory.text()},
          {memory_cell(of.used.memory)},
          {of.recommended.memory.text()},
          {size_cell(row)},
          {money_cell(row.slack)},
          {money_cell(row.saving),
           monthly_of(row.saving) > units::Money{} ? Paint::green : Paint::none}};
}

void add_total(const Result& result, Grid& grid) {
  units::Money slack;
  units::Money saving;
  for (const auto& row : result.right_sizing) {
    slack += monthly_of(row.slack);
    saving += monthly_of(row.saving);
  }
  std::vector<GridCell> total(grid.columns.size());
  total.front() = {"$/month", Paint::bold};
  total[total.size() - 2] = {dollars(slack), Paint::bold};
  total.back() = {dollars(saving), Paint::bold};
  grid.rows.push_back(std::move(total));
  grid.total_rows = 1;
}

// The next smaller size of what stays on Fargate; those that save most first.
void draw_trims(const Result& result, Page& page) {
  const auto trims = trims_of(result);
  if (trims.empty()) {
    return;
  }
  page.title("The least to trim for a smaller Fargate size");
  for (std::size_t i = 0; i < std::min(trims.size(), kTrimsShown); ++i) {
    page.paragraph(trim_text(*trims[i]), 2, "-");
  }
  if (trims.size() > kTrimsShown) {
    page.paragraph(more(trims.size() - kTrimsShown, "rightsizing"));
  }
}

}  // namespace

void draw_right_sizing(const Result& result, Extent extent, Page& page) {
  if (result.right_sizing.empty()) {
    return;
  }
  page.blank();
  auto grid = empty_grid();
  const auto shown = shown_rows(result, extent);
  for (const auto i : shown) {
    grid.rows.push_back(cells_of(result.right_sizing[i]));
  }
  add_total(result, grid);
  page.grid(grid);
  if (shown.size() < result.right_sizing.size()) {
    page.paragraph(more(result.right_sizing.size() - shown.size(), "rightsizing"));
  }
  draw_trims(result, page);
}

}  // namespace eksplan::report
