#pragma once
/// How right-sizing is told, to table and Markdown alike. Private to this room.

#include <optional>
#include <string>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

units::Money monthly_of(const std::optional<Amount>& amount);  ///< 0 when not known
std::string money_cell(const std::optional<Amount>& amount);  ///< by the month, "–" when not known
std::string size_cell(const RightSizeRow& row);  ///< "1 vCPU / 2 GB → 0.5 vCPU / 1 GB"
std::string cpu_cell(const std::optional<units::NanoCpu>& cpu);  ///< "–" when not known
std::string memory_cell(const std::optional<units::Bytes>& memory);
std::string right_size_title(const RightSizeRow& row);  ///< "shop/cart"

/// "shop/cart: 50m less CPU is billed as 0.25 vCPU / 0.5 GB, saves $4.20 a month", of a row with a
/// trim.
std::string trim_text(const RightSizeRow& row);

/// Rows with a trim, those that save most first.
std::vector<const RightSizeRow*> trims_of(const Result& result);

}  // namespace eksplan::report
