#pragma once
/// A view as rows of cells, as csv and tsv write them. Private to this room.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/report/result.hpp"
#include "eksplan/report/view.hpp"

namespace eksplan::report {

/// A number (exact, as it stands) or text; an empty text is something that is not known.
struct Cell {
  std::string text;
  bool is_number = false;

  bool operator==(const Cell&) const = default;
};

Cell text_cell(std::string value);
Cell text_cell(std::string_view value);
Cell text_cell(const char* value);
Cell number_cell(std::string value);
Cell number_cell(units::Money value);
Cell number_cell(units::Decimal value);
Cell number_cell(std::int64_t value);

struct Sheet {
  std::vector<std::string> header;      ///< camelCase, as the keys in JSON
  std::vector<std::vector<Cell>> rows;  ///< each as long as the header
};

Sheet sheet(const Result& result, View view);

}  // namespace eksplan::report
