#pragma once
/// Columns of a table and how they share the width of a page. Private to this room.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::report {

enum class Paint : std::uint8_t { none, bold, dim, red, yellow, green, cyan };

enum class Align : std::uint8_t { left, right };

/// What happens to a column when the page is too narrow.
enum class Squeeze : std::uint8_t {
  never,
  cut_end,     ///< down to `least` columns, "fargate-volu..."
  cut_middle,  ///< likewise, "shop/very...-worker"
  leave_out    ///< only there when everything fits
};

struct GridColumn {
  std::string title;
  Align align = Align::left;
  Squeeze squeeze = Squeeze::never;
  std::size_t least = 8;
};

struct GridCell {
  std::string text;
  Paint paint = Paint::none;
};

struct Grid {
  std::vector<GridColumn> columns;
  std::vector<std::vector<GridCell>> rows;
  std::size_t total_rows = 0;  ///< that many rows at the end are set off by a line
};

/// Blanks between columns.
inline constexpr std::size_t kGap = 2;

/// Width of each column so that all fit into `page`; 0 = left out. First columns that may go go,
/// from the right; then the widest of those that can be cut shrinks, again and again.
std::vector<std::size_t> column_widths(const Grid& grid, std::size_t page);

/// Each at most `columns` wide, with `ellipsis` about where the middle was cut out: what names
/// begin and end with tells them apart. Of a few texts the cut moves away from the middle where
/// more of them stay different that way.
std::vector<std::string> shorten_middles(const std::vector<std::string_view>& texts,
                                         std::size_t columns, std::string_view ellipsis);

}  // namespace eksplan::report
