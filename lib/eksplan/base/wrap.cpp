#include "eksplan/base/wrap.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/text.hpp"

namespace eksplan::base {
namespace {

// Cuts `word` to pieces of at most `columns`, each with one character at least.
std::vector<std::string> pieces(std::string_view word, std::size_t columns) {
  std::vector<std::string> cut(1);
  for (std::size_t i = 0; i < word.size();) {
    const auto length = std::max<std::size_t>(utf8_sequence_length(word, i), 1);
    const auto character = word.substr(i, length);
    const bool is_full = display_width(cut.back() + std::string(character)) > columns;
    if (is_full && !cut.back().empty()) {
      cut.emplace_back();
    }
    cut.back() += character;
    i += length;
  }
  return cut;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::size_t width = 0;  // of the last line
  for (const auto word : split(text, ' ')) {
    const auto more = display_width(word);
    if (!lines.empty() && width + 1 + more <= columns) {
      lines.back() += ' ';
      lines.back() += word;
      width += 1 + more;
      continue;
    }
    for (auto& piece : pieces(word, columns)) {
      lines.push_back(std::move(piece));
    }
    width = display_width(lines.back());
  }
  return lines;
}

}  // namespace eksplan::base
