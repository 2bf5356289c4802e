#pragma once
/// Text for GitHub's Markdown that comes out as it was, whatever it holds. Private to this room.

#include <string>
#include <string_view>
#include <vector>

namespace eksplan::report {

/// On one line, cut where it is longer than anybody reads, and without meaning: no markup, no HTML,
/// no table cell, no link, no mention of a person or an issue.
std::string markdown_escaped(std::string_view text);

/// The same in the type of code, where nothing becomes an emoji.
std::string markdown_code(std::string_view text);

/// "| a | b |" of cells that are escaped.
std::string markdown_row(const std::vector<std::string>& cells);

/// The line of titles and the one below it; a title that begins with '>' heads a column of numbers,
/// set to the right.
std::string markdown_header(const std::vector<std::string>& titles);

}  // namespace eksplan::report
