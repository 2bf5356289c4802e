#pragma once
/// Text for a terminal of a given width: what may be printed there, and how lines are broken.
/// Private to this room.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/report/grid.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {

/// Collects lines. Every text that is handed in is made safe here: control characters and, where
/// asked for, everything outside ASCII become visible escapes.
class Page {
 public:
  explicit Page(const TableStyle& style);

  /// Broken at blanks to the page's width; lines after the first begin with `indent` blanks, as
  /// does the first unless `label` takes that room. `paint` is for the label, and for the text
  /// where there is no label; `text_paint` for the text beside one.
  void paragraph(std::string_view text, std::size_t indent = 0, std::string_view label = {},
                 Paint paint = Paint::none, Paint text_paint = Paint::none);

  /// An empty line, then a title.
  void title(std::string_view text, Paint paint = Paint::bold);
  void blank();
  void grid(const Grid& grid);

  std::string take() { return std::move(text_); }

 private:
  std::string safe(std::string_view text) const;
  std::string painted(std::string_view text, Paint paint) const;
  void line(std::string_view text);
  std::string row(const Grid& grid, const std::vector<std::size_t>& widths,
                  const std::vector<GridCell>& cells) const;
  void cut_middles(const std::vector<std::size_t>& widths, Grid& grid) const;

  std::string_view ellipsis() const { return ascii_ ? "..." : "…"; }

  std::size_t width_;
  bool ascii_;
  bool color_;
  std::string text_;
};

}  // namespace eksplan::report
