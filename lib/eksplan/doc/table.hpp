#pragma once
/// TSV and CSV: rows of cells with their places. RFC 4180 quoting, LF or CR LF, a byte-order mark
/// is dropped.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/source.hpp"

namespace eksplan::doc {

/// Rows of a table. Cells are views into the source text, or into the table where a cell has
/// doubled quotes; so a table can be moved, not copied.
class Table {
 public:
  struct Row {
    std::uint32_t line = 0;               ///< line of its first cell, from 1
    std::vector<std::string_view> cells;  ///< unquoted content
  };

  Table() = default;
  ~Table() = default;
  Table(Table&&) noexcept = default;
  Table& operator=(Table&&) noexcept = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  // Results to read beside the text that they are views of.
  // NOLINTBEGIN(misc-non-private-member-variables-in-classes)
  std::string name;
  std::vector<std::string_view> header;  ///< empty if read without one
  std::vector<Row> rows;
  // NOLINTEND(misc-non-private-member-variables-in-classes)

  /// Column of `header` called `title`.
  std::optional<std::size_t> column(std::string_view title) const;

  /// A diagnostic's place in cell `column` of `row`; its path is the title of the column. For a
  /// column that the row does not have, the place is the beginning of the row.
  diag::SourceRef where(const Row& row, std::size_t column) const;

  /// The line that cell stands on, for a diagnostic's excerpt; the length is that of the cell.
  diag::Excerpt excerpt(const Row& row, std::size_t column) const;

 private:
  friend class TableReader;

  struct Unquoted {
    std::string text;
    std::size_t offset;  // of the cell's content in the source
  };

  std::size_t offset_of(const Row& row, std::size_t column) const;

  std::deque<Unquoted>
      unquoted_;  // content of cells that had doubled quotes; a deque, as views point into it
  std::string_view text_;
};

struct TableOptions {
  char separator = ',';
  bool has_header = true;
  char comment = '\0';  ///< a line that begins with it is skipped; '\0' = none
};

/// Reads all rows. A row with another number of cells than the header is reported and left out, as
/// is one with text behind a closing quote; reading ends at a quote that nothing closes. Empty
/// lines are skipped. Text that is not UTF-8 is reported as binary.
Table read_table(const Source& source, const TableOptions& options, diag::Diagnostics& found);

}  // namespace eksplan::doc
