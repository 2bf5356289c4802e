#pragma once
/// One file of a price set, row by row: cells by the name of their column, checked as they are
/// taken. Whatever is wrong is reported with its place and a default value is handed back, so that
/// one run finds every mistake; a set with a mistake is not built.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::catalog {

/// Rows of one file. Whole numbers are bounded by what a block can hold.
class PriceRows;

/// One row.
class PriceRow {
 public:
  /// A cell that may be empty.
  std::string_view text(std::string_view column) const;

  /// A cell that may not.
  std::string_view required(std::string_view column) const;

  struct Limits {
    std::int64_t lowest = 0;
    std::int64_t highest = 0;
  };

  /// A whole number within the limits; 0 after a mistake.
  std::int64_t whole(std::string_view column, Limits limits) const;

  /// The same; an empty cell is 0.
  std::int64_t whole_if_known(std::string_view column, Limits limits) const;

  /// "true" or "false".
  bool flag(std::string_view column) const;

  /// The same; an empty cell is false.
  bool flag_if_known(std::string_view column) const;

  /// A price above 0 in billionths of a dollar, written in digits with a dot; what is finer is
  /// rounded half up.
  std::int64_t price(std::string_view column) const;

  /// The same; an empty cell is 0.
  std::int64_t price_if_known(std::string_view column) const;

  /// "2017", "2026-05" or "2026-05-18".
  std::string_view date(std::string_view column) const;

  /// Reports a mistake in a cell.
  void report(std::string_view column, std::string message, std::string hint) const;

  std::uint32_t line() const;

 private:
  friend class PriceRows;

  PriceRow(const PriceRows& rows, std::size_t index) : rows_(&rows), index_(index) {}

  const PriceRows* rows_;
  std::size_t index_;
};

class PriceRows {
 public:
  /// Reads the rows. A file whose header does not have exactly these columns (in any order), and
  /// one without rows, is reported and has none.
  PriceRows(const PriceFile& file, std::span<const std::string_view> columns,
            diag::Diagnostics& found);
  ~PriceRows();
  PriceRows(PriceRows&&) noexcept;
  PriceRows& operator=(PriceRows&&) noexcept;

  std::size_t size() const;

  PriceRow row(std::size_t index) const { return {*this, index}; }

 private:
  friend class PriceRow;
  struct State;  // the table as `doc` read it
  std::unique_ptr<State> state_;
};

/// Remembers keys and reports one that was there before.
class UniqueKeys {
 public:
  /// Whether the key is new.
  bool add(const PriceRow& row, std::string_view column, std::string_view key);

  bool has(std::string_view key) const { return line_of_.find(key) != line_of_.end(); }

 private:
  std::map<std::string, std::uint32_t, std::less<>> line_of_;
};

/// A mistake that has no place within its file.
diag::Diagnostic file_problem(std::string_view file, std::string message, std::string hint);

/// "did you mean 'm5.large'?", or `otherwise` when no name is near.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> names,
                         std::string_view otherwise);

}  // namespace eksplan::catalog
