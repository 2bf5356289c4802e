#pragma once
/// Rows of cells as csv and tsv. Private to this room.

#include <string>

#include "eksplan/report/sheet.hpp"

namespace eksplan::report {

std::string csv_text(const Sheet& sheet);
std::string tsv_text(const Sheet& sheet);

}  // namespace eksplan::report
