#pragma once
/// TSV and CSV: rows of cells with their places. RFC 4180 quoting, LF or CR LF, a byte-order mark is dropped.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/source.hpp"

namespace eksplan::doc {

/// Rows of a table. Cells without quotes are views into the source text.
class Table {
 public:
  struct Row {
    std::uint32_t line = 0;                ///< line of its first cell, from 1
    std::vector<std::string_view> cells;   ///< unquoted content
  };

  std::string name;
  std::vector<std::string_view> header;  ///< empty if read without one
  std::vector<Row> rows;

  /// Column of `header` called `title`.
  std::optional<std::size_t> column(std::string_view title) const;

  /// A diagnostic's place in cell `column` of `row`.
  diag::SourceRef where(const Row& row, std::size_t column) const;

 private:
  friend Table read_table(const Source&, const struct TableOptions&, diag::Diagnostics&);
  std::vector<std::string> unquoted_;  // content of cells that had doubled quotes
  std::string_view text_;
};

struct TableOptions {
  char separator = ',';
  bool has_header = true;
  char comment = '\0';  ///< a line that begins with it is skipped; '\0' = none
};

/// Reads all rows. A row with another number of cells than the header, and an open quote, are reported and left out;
/// empty lines are skipped.
Table read_table(const Source& source, const TableOptions& options, diag::Diagnostics& found);

}  // namespace eksplan::doc
