#include "eksplan/report/grid.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kFewTexts = 300;

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

std::string cut_out(std::string_view text, std::size_t columns, std::size_t tail_width,
                    std::string_view ellipsis) {
  if (base::display_width(text) <= columns || columns <= base::display_width(ellipsis) + 2) {
    return base::shorten(text, columns, ellipsis);
  }
  auto tail = text.size();
  while (tail > 0 &&
         base::display_width(text.substr(previous_character(text, tail))) <= tail_width) {
    tail = previous_character(text, tail);
  }
  // Wide characters may leave the tail a column short; the head gets it.
  const auto head_width = columns - base::display_width(text.substr(tail));
  return base::shorten(text, head_width, ellipsis) + std::string(text.substr(tail));
}

template <class Text>
std::size_t different(const std::vector<Text>& texts) {
  return std::set<std::string_view>(texts.begin(), texts.end()).size();
}

// Those that look like another, and are not.
std::vector<std::size_t> alike(const std::vector<std::string_view>& texts,
                               const std::vector<std::string>& shown) {
  std::map<std::string_view, std::set<std::string_view>> meanings;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    meanings[shown[i]].insert(texts[i]);
  }
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (meanings.at(shown[i]).size() > 1) {
      found.push_back(i);
    }
  }
  return found;
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

std::vector<std::string> shorten_middles(const std::vector<std::string_view>& texts,
                                         std::size_t columns, std::string_view ellipsis) {
  const auto room = columns - std::min(columns, base::display_width(ellipsis));
  const auto half = room / 2;
  std::vector<std::string> shown;
  shown.reserve(texts.size());
  for (const auto text : texts) {
    shown.push_back(cut_out(text, columns, half, ellipsis));
  }
  const auto all = different(texts);
  for (std::size_t off = 1; off < half && texts.size() <= kFewTexts; ++off) {
    for (const auto tail_width : {half + off, half - off}) {
      if (different(shown) == all) {
        return shown;
      }
      auto other = shown;
      for (const auto i : alike(texts, shown)) {
        other[i] = cut_out(texts[i], columns, tail_width, ellipsis);
      }
      if (different(other) > different(shown)) {
        shown = std::move(other);
      }
    }
  }
  return shown;
}

}  // namespace eksplan::report
