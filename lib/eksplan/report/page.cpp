#include "eksplan/report/page.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/base/wrap.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kLeastWidth = 80;
constexpr std::size_t kLeastRoom = 20;  // for text beside a margin

std::string_view escape_code(Paint paint) {
  switch (paint) {
    case Paint::none:
      return "";
    case Paint::bold:
      return "\x1b[1m";
    case Paint::dim:
      return "\x1b[2m";
    case Paint::red:
      return "\x1b[31m";
    case Paint::yellow:
      return "\x1b[33m";
    case Paint::green:
      return "\x1b[32m";
    case Paint::cyan:
      break;
  }
  return "\x1b[36m";
}

// Of one valid UTF-8 sequence of two bytes or more.
std::uint32_t code_point(std::string_view sequence) {
  std::uint32_t value =
      static_cast<unsigned char>(sequence.front()) & (0xFFU >> (sequence.size() + 1U));
  for (const char c : sequence.substr(1)) {
    value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return value;
}

// The signs that our own texts use have an ASCII spelling; any other character becomes an escape.
std::string in_ascii(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSpellings{{{"–", "-"},
                                                                                     {"—", "-"},
                                                                                     {"…", "..."},
                                                                                     {"×", "x"},
                                                                                     {"→", "->"},
                                                                                     {"≥", ">="},
                                                                                     {"≤", "<="},
                                                                                     {"─", "-"}}};
  std::string ascii;
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = text.substr(i);
    const auto* const spelling =
        std::find_if(kSpellings.begin(), kSpellings.end(),
                     [&](const auto& row) { return rest.starts_with(row.first); });
    if (spelling != kSpellings.end()) {
      ascii += spelling->second;
      i += spelling->first.size();
      continue;
    }
    const auto length = std::max<std::size_t>(base::utf8_sequence_length(text, i), 1);
    ascii += length == 1 ? std::string(1, text[i])
                         : fmt::format("\\u{{{:x}}}", code_point(text.substr(i, length)));
    i += length;
  }
  return ascii;
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += piece;
  }
  return text;
}

}  // namespace

Page::Page(const TableStyle& style)
    : width_(std::max(style.width, kLeastWidth)), ascii_(style.ascii), color_(style.color) {}

std::string Page::safe(std::string_view text) const {
  auto shown = base::printable(text);
  return ascii_ ? in_ascii(shown) : shown;
}

std::string Page::painted(std::string_view text, Paint paint) const {
  return color_ && paint != Paint::none ? fmt::format("{}{}\x1b[0m", escape_code(paint), text)
                                        : std::string(text);
}

void Page::line(std::string_view text) {
  text_ += text;
  text_ += '\n';
}

void Page::blank() {
  if (!text_.empty()) {
    text_ += '\n';
  }
}

void Page::title(std::string_view text, Paint paint) {
  blank();
  paragraph(text, 0, {}, paint);
}

void Page::paragraph(std::string_view text, std::size_t indent, std::string_view label, Paint paint,
                     Paint text_paint) {
  const auto left = std::min(indent, width_ - kLeastRoom);
  const auto room = width_ - left;
  const auto shown_label = safe(label);
  bool is_first = true;
  for (const auto& part : base::wrap(safe(text), room)) {
    const auto margin = is_first && !label.empty() ? base::display_width(shown_label) : 0;
    const std::string blanks(left > margin ? left - margin : 0, ' ');
    auto shown = is_first ? painted(shown_label, paint) : std::string{};
    shown += blanks;
    shown += painted(part, label.empty() ? paint : text_paint);
    line(shown);
    is_first = false;
  }
}

std::string Page::row(const Grid& grid, const std::vector<std::size_t>& widths,
                      const std::vector<GridCell>& cells) const {
  std::string text;
  std::string pending;  // blanks that are only written when something follows
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widths[i] == 0) {
      continue;
    }
    const auto& column = grid.columns[i];
    const auto shown = base::shorten(cells[i].text, widths[i], ellipsis());
    const std::string blanks(widths[i] - std::min(widths[i], base::display_width(shown)), ' ');
    if (column.align == Align::right) {
      pending += blanks;
    }
    if (!shown.empty()) {
      text += pending + painted(shown, cells[i].paint);
      pending.clear();
    }
    pending += column.align == Align::left ? blanks : "";
    pending += std::string(kGap, ' ');
  }
  return text;
}

void Page::cut_middles(const std::vector<std::size_t>& widths, Grid& grid) const {
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (grid.columns[i].squeeze == Squeeze::cut_middle && widths[i] > 0) {
      std::vector<std::string_view> texts;
      for (const auto& cells : grid.rows) {
        texts.emplace_back(cells[i].text);
      }
      auto shown = shorten_middles(texts, widths[i], ellipsis());
      for (std::size_t row = 0; row < shown.size(); ++row) {
        grid.rows[row][i].text = std::move(shown[row]);
      }
    }
  }
}

void Page::grid(const Grid& grid) {
  Grid shown = grid;
  std::vector<GridCell> titles;
  for (auto& column : shown.columns) {
    column.title = safe(column.title);
    titles.push_back({column.title, Paint::bold});
  }
  for (auto& cells : shown.rows) {
    EKSPLAN_ASSERT(cells.size() == shown.columns.size(), "a row has a cell for each column");
    for (auto& cell : cells) {
      cell.text = safe(cell.text);
    }
  }
  const auto widths = column_widths(shown, width_);
  cut_middles(widths, shown);
  std::size_t total = 0;
  for (const auto width : widths) {
    total += width == 0 ? 0 : width + kGap;
  }
  const auto rule =
      painted(repeated(ascii_ ? "-" : "─", total - std::min(total, kGap)), Paint::dim);
  line(row(shown, widths, titles));
  line(rule);
  for (std::size_t i = 0; i < shown.rows.size(); ++i) {
    if (shown.total_rows > 0 && i + shown.total_rows == shown.rows.size()) {
      line(rule);
    }
    line(row(shown, widths, shown.rows[i]));
  }
}

}  // namespace eksplan::report
