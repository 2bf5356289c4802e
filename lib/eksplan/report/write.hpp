#pragma once
/// A result as bytes, one function per format. All text ends in a newline and is UTF-8: what is
/// not, in names of the input, shows as replacement characters or escapes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/report/result.hpp"
#include "eksplan/report/view.hpp"

namespace eksplan::report {

/// Schema version 1: camelCase keys, exact decimal numbers, what is not known is left out, two
/// blanks of indentation.
std::string json(const Result& result);

/// The JSON Schema (draft 2020-12) of what json() writes.
std::string_view result_schema();

/// One row a line under a header, numbers exact. Cells are quoted where RFC 4180 wants it (csv) or
/// have their tabs and line breaks replaced by blanks (tsv). A text that a spreadsheet would take
/// for a formula gets a ' in front.
std::string csv(const Result& result, View view);
std::string tsv(const Result& result, View view);

struct TableStyle {
  std::size_t width = 80;      ///< columns; less than 80 counts as 80
  bool ascii = false;          ///< nothing outside ASCII
  bool color = false;          ///< ANSI colours
  std::optional<View> view{};  ///< only this list, and all of it
};

/// For people: money rounded to cents. Control characters of the input never get through.
std::string table(const Result& result, const TableStyle& style);

}  // namespace eksplan::report
