#pragma once
/// A comparison as a table, as CSV and as JSON. Percentages are over the best bound of the rows.

#include <string>
#include <vector>

#include "comparison.hpp"
#include "text_table.hpp"

namespace eksplan::bench {

/// For people: dollars per hour, CPU time, and memory beyond that of the problem itself.
TextTable table_of(const std::vector<Row>& rows);

/// A line of titles and a line for each row. The title must be plain: no commas, no quotes.
std::string csv_of(const std::string& title, const std::vector<Row>& rows);

std::string json_of(const std::string& title, const Problem& problem, const std::vector<Row>& rows);

}  // namespace eksplan::bench
