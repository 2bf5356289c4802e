#include "text_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::bench {
namespace {

std::vector<std::size_t> widths_of(const TextTable& table) {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < table.titles.size(); ++column) {
    auto width = table.titles[column].size();
    for (const auto& row : table.rows) {
      width = std::max(width, row[column].size());
    }
    widths.push_back(width);
  }
  return widths;
}

std::string line_of(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    line += column == 0 ? fmt::format("{:<{}}", cells[column], widths[column])
                        : fmt::format("  {:>{}}", cells[column], widths[column]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string plain(const TextTable& table) {
  const auto widths = widths_of(table);
  std::vector<std::string> rules;
  for (const auto width : widths) {
    rules.emplace_back(width, '-');
  }
  auto text = line_of(table.titles, widths) + line_of(rules, widths);
  for (const auto& row : table.rows) {
    text += line_of(row, widths);
  }
  return text;
}

std::string markdown(const TextTable& table) {
  auto text = "| " + base::join(table.titles, " | ") + " |\n|";
  for (std::size_t column = 0; column < table.titles.size(); ++column) {
    text += column == 0 ? "---|" : "---:|";
  }
  text += "\n";
  for (const auto& row : table.rows) {
    text += "| " + base::join(row, " | ") + " |\n";
  }
  return text;
}

}  // namespace eksplan::bench
