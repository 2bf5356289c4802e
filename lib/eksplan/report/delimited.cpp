#include <string>
#include <string_view>

#include "eksplan/base/text.hpp"
#include "eksplan/report/delimited.hpp"
#include "eksplan/report/sheet.hpp"
#include "eksplan/report/utf8.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

// What makes a spreadsheet run a cell (OWASP, "CSV injection"); a leading ' makes it text.
std::string defused(const Cell& cell) {
  constexpr std::string_view kStartsFormula = "=+-@\t\r";
  const bool is_risky = !cell.is_number && !cell.text.empty() &&
                        kStartsFormula.find(cell.text.front()) != std::string_view::npos;
  return (is_risky ? "'" : "") + valid_utf8(cell.text);
}

std::string csv_cell(const Cell& cell) {
  auto text = defused(cell);
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') {
      quoted += c;
    }
  }
  return quoted + '"';
}

// TSV has no quoting.
std::string tsv_cell(const Cell& cell) {
  return base::on_one_line(defused(cell));
}

template <class Write>
std::string lines(const Sheet& sheet, char separator, Write write) {
  std::string text;
  const auto line = [&](const auto& cells, const auto& one) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) {
        text += separator;
      }
      text += one(cells[i]);
    }
    text += '\n';
  };
  line(sheet.header, [](const std::string& name) { return name; });
  for (const auto& row : sheet.rows) {
    line(row, write);
  }
  return text;
}

}  // namespace

std::string csv_text(const Sheet& sheet) {
  return lines(sheet, ',', csv_cell);
}

std::string tsv_text(const Sheet& sheet) {
  return lines(sheet, '\t', tsv_cell);
}

std::string csv(const Result& result, View view) {
  return csv_text(sheet(result, view));
}

std::string tsv(const Result& result, View view) {
  return tsv_text(sheet(result, view));
}

}  // namespace eksplan::report
