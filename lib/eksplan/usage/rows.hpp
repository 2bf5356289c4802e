#pragma once
/// Cells of a table as figures, with diagnostics at the cell. Private to this room.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "eksplan/usage/input.hpp"

namespace eksplan::doc {
class Table;
}  // namespace eksplan::doc

namespace eksplan::usage {

/// A column, or nothing where the table does not have it.
using Column = std::optional<std::size_t>;

/// One row of a table. `is_sound` says whether all that was asked of it so far was right.
class RowReader {
 public:
  RowReader(const doc::Table& table, std::size_t row, Problems& problems);

  std::uint32_t line() const { return line_; }

  /// Text of a column; empty where the table has no such column.
  std::string_view text(Column column) const {
    return column && *column < cells_.size() ? cells_[*column] : std::string_view{};
  }

  /// The same, where empty is wrong.
  std::string_view required_text(Column column, std::string_view what) {
    const auto value = text(column);
    if (value.empty()) {
      wrong(column.value_or(cells_.size()), {std::string(what) + " is missing", ""});
    }
    return value;
  }

  /// What `parse` makes of the cell; empty is wrong.
  template <class Parse>
  auto figure(Column column, Parse parse) {
    return column ? parsed(*column, parse) : decltype(parsed(std::size_t{0}, parse)){};
  }

  /// The same, where empty means that it is not known.
  template <class Parse>
  auto figure_or_empty(Column column, Parse parse) {
    return text(column).empty() ? decltype(parsed(std::size_t{0}, parse)){}
                                : parsed(*column, parse);
  }

  /// Reports the cell.
  void wrong(std::size_t column, const base::Fault& fault);

  bool is_sound() const { return sound_; }

 private:
  template <class Parse>
  auto parsed(std::size_t column, Parse parse)
      -> std::optional<std::decay_t<decltype(*parse(std::string_view{}))>> {
    const auto value = parse(text(column));
    if (!value) {
      wrong(column, text(column).empty() ? base::Fault{"a number is missing", ""} : value.fault());
      return std::nullopt;
    }
    return *value;
  }

  const doc::Table* table_;
  Problems* problems_;
  std::size_t row_;
  std::span<const std::string_view> cells_;
  std::uint32_t line_;
  bool sound_ = true;
};

}  // namespace eksplan::usage
