#include "eksplan/report/rows.hpp"

namespace eksplan::report {

std::vector<RightSizeRow> right_size_rows(const ResultInput& input) {
  const auto hours = input.settings.month_hours;
  const auto money = [&](const std::optional<units::HourlyRate>& rate) {
    return rate ? std::optional(amount(*rate, hours)) : std::nullopt;
  };
  std::vector<RightSizeRow> rows;
  rows.reserve(input.right_sizes.size());
  for (const auto& size : input.right_sizes) {
    RightSizeRow row;
    row.figures = size;
    row.saving = money(size.saving);
    row.slack = money(size.slack);
    row.reported_slack = money(size.reported_slack);
    row.trim_saving = size.trim ? money(size.trim->saving) : std::nullopt;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace eksplan::report
