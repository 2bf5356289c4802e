#include "eksplan/usage/rows.hpp"

#include "eksplan/doc/table.hpp"

namespace eksplan::usage {

RowReader::RowReader(const doc::Table& table, std::size_t row, Problems& problems)
    : table_(&table),
      problems_(&problems),
      row_(row),
      cells_(table.rows[row].cells),
      line_(table.rows[row].line) {}

void RowReader::wrong(std::size_t column, const base::Fault& fault) {
  sound_ = false;
  const auto& row = table_->rows[row_];
  if (problems_->is_full()) {
    problems_->add({});  // counted, and not shown: its place is not worth looking for
    return;
  }
  problems_->add({.severity = diag::Severity::error,
                  .code = diag::kUsageValue,
                  .at = table_->where(row, column),
                  .message = fault.message,
                  .hint = fault.hint,
                  .excerpt = table_->excerpt(row, column)});
}

}  // namespace eksplan::usage
