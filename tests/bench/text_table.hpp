#pragma once
/// Plain tables for people and for Markdown.

#include <string>
#include <vector>

namespace eksplan::bench {

/// Columns with a title; the first is left-aligned, the others are right-aligned.
struct TextTable {
  std::vector<std::string> titles;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `titles`
};

/// Aligned by blanks, with a line under the titles; ASCII texts.
std::string plain(const TextTable& table);

/// As a Markdown table.
std::string markdown(const TextTable& table);

}  // namespace eksplan::bench
