#include "eksplan/report/grid.hpp"

#include <algorithm>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

std::size_t total_width(const std::vector<std::size_t>& widths) {
  std::size_t total = 0;
  for (const auto width : widths) {
    total += width == 0 ? 0 : width + kGap;
  }
  return total == 0 ? 0 : total - kGap;
}

std::vector<std::size_t> natural_widths(const Grid& grid) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    auto width = base::display_width(grid.columns[i].title);
    for (const auto& row : grid.rows) {
      width = std::max(width, base::display_width(row[i].text));
    }
    widths.push_back(width);
  }
  return widths;
}

bool can_shrink(const GridColumn& column, std::size_t width) {
  return (column.squeeze == Squeeze::cut_end || column.squeeze == Squeeze::cut_middle) &&
         width > column.least;
}

std::size_t previous_character(std::string_view text, std::size_t end) {
  auto at = end - 1;
  while (at > 0 && base::continues_utf8(text[at])) {
    --at;
  }
  return at;
}

}  // namespace

std::vector<std::size_t> column_widths(const Grid& grid, std::size_t page) {
  auto widths = natural_widths(grid);
  for (std::size_t i = widths.size(); i-- > 0 && total_width(widths) > page;) {
    if (grid.columns[i].squeeze == Squeeze::leave_out) {
      widths[i] = 0;
    }
  }
  while (total_width(widths) > page) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (can_shrink(grid.columns[i], widths[i]) &&
          (widest == widths.size() || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    if (widest == widths.size()) {
      break;
    }
    --widths[widest];
  }
  return widths;
}

std::string shorten_middle(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  const auto cut_width = base::display_width(ellipsis);
  if (base::display_width(text) <= columns || columns <= cut_width + 2) {
    return base::shorten(text, columns, ellipsis);
  }
  const auto tail_width = (columns - cut_width) / 2;
  auto tail = text.size();
  while (tail > 0 &&
         base::display_width(text.substr(previous_character(text, tail))) <= tail_width) {
    tail = previous_character(text, tail);
  }
  // Wide characters may leave the tail a column short; the head gets it.
  const auto head_width = columns - base::display_width(text.substr(tail));
  return base::shorten(text, head_width, ellipsis) + std::string(text.substr(tail));
}

}  // namespace eksplan::report
