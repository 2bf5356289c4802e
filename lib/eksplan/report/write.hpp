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

/// SARIF 2.1.0 for code scanning: one run, a result for each finding, suppressed where it is
/// ignored. Paths are relative to the folder of the run, %SRCROOT%, unless the input's are
/// absolute; findings that have no file name the object only. Fingerprints hold while lines move.
std::string sarif(const Result& result);

/// JUnit XML: a suite for each namespace ("(cluster)" for what has none) with a test case for each
/// workload of the input and each other object with findings; a suite "gates". A case fails when a
/// finding reaches Result::failing; milder and ignored ones are its output. No times: the same
/// result gives the same bytes.
std::string junit(const Result& result);

/// The body of a comment on GitHub, of at most 65,000 bytes: rows that do not fit are counted
/// instead. Its first line is a marker that does not show, by which the comment is found again.
std::string markdown(const Result& result);

struct TableStyle {
  std::size_t width = 80;      ///< columns; less than 80 counts as 80
  bool ascii = false;          ///< nothing outside ASCII
  bool color = false;          ///< ANSI colours
  std::optional<View> view{};  ///< only this list, and all of it
};

/// For people: money rounded to cents. Control characters of the input never get through.
std::string table(const Result& result, const TableStyle& style);

}  // namespace eksplan::report
