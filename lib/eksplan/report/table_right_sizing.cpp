#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/table_sections.hpp"
#include "eksplan/report/table_words.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kRowsShown = 25;
constexpr std::size_t kTrimsShown = 10;

units::Money monthly(const std::optional<Amount>& amount) {
  return amount.value_or(Amount{}).monthly;
}

std::string money_cell(const std::optional<Amount>& amount) {
  return amount ? dollars(amount->monthly) : "–";
}

std::string size_cell(const RightSizeRow& row) {
  const auto& [now, then] = std::pair(row.figures.size_now, row.figures.size_then);
  if (!now) {
    return then ? "too large → " + rules::size_text(*then) : "";
  }
  if (!then) {
    return rules::size_text(*now) + " → too large";
  }
  return *now == *then ? rules::size_text(*now)
                       : fmt::format("{} → {}", rules::size_text(*now), rules::size_text(*then));
}

std::string cpu_cell(const std::optional<units::NanoCpu>& cpu) {
  return cpu ? cpu->millis_up().text() : "–";
}

std::string memory_cell(const std::optional<units::Bytes>& memory) {
  return memory ? memory->text() : "–";
}

std::string title(const RightSizeRow& row) {
  const auto& id = row.figures.id;
  return id.namespace_name.empty() ? id.name : id.namespace_name + "/" + id.name;
}

// All of them, or of a long list those where there is most to save.
std::vector<std::size_t> shown_rows(const Result& result, Extent extent) {
  std::vector<std::size_t> order(result.right_sizing.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (extent == Extent::whole || order.size() <= kRowsShown) {
    return order;
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return monthly(result.right_sizing[a].saving) > monthly(result.right_sizing[b].saving);
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
  return {
      {title(row)},
      {whole_number(of.pods)},
      {of.requested.cpu.text()},
      {cpu_cell(of.used.cpu)},
      {of.recommended.cpu.text()},
      {of.requested.memory.text()},
      {memory_cell(of.used.memory)},
      {of.recommended.memory.text()},
      {size_cell(row)},
      {money_cell(row.slack)},
      {money_cell(row.saving), monthly(row.saving) > units::Money{} ? Paint::green : Paint::none}};
}

void add_total(const Result& result, Grid& grid) {
  units::Money slack;
  units::Money saving;
  for (const auto& row : result.right_sizing) {
    slack += monthly(row.slack);
    saving += monthly(row.saving);
  }
  std::vector<GridCell> total(grid.columns.size());
  total.front() = {"$/month", Paint::bold};
  total[total.size() - 2] = {dollars(slack), Paint::bold};
  total.back() = {dollars(saving), Paint::bold};
  grid.rows.push_back(std::move(total));
  grid.total_rows = 1;
}

std::string trim_text(const RightSizeRow& row) {
  const auto& trim = *row.figures.trim;
  std::vector<std::string> less;
  if (trim.cpu > units::MilliCpu{}) {
    less.push_back(fmt::format("{} less CPU", trim.cpu));
  }
  if (trim.memory > units::Bytes{}) {
    less.push_back(fmt::format("{} less memory", trim.memory));
  }
  const auto saves =
      row.trim_saving ? fmt::format(", saves ${} a month", dollars(row.trim_saving->monthly)) : "";
  return fmt::format("{}: {} is billed as {}{}", title(row), base::and_list(less),
                     rules::size_text(trim.size), saves);
}

// The next smaller size of what stays on Fargate; those that save most first.
void draw_trims(const Result& result, Page& page) {
  std::vector<const RightSizeRow*> trims;
  for (const auto& row : result.right_sizing) {
    if (row.figures.trim) {
      trims.push_back(&row);
    }
  }
  std::ranges::stable_sort(trims, [](const RightSizeRow* a, const RightSizeRow* b) {
    return monthly(a->trim_saving) > monthly(b->trim_saving);
  });
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
