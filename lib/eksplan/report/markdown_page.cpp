#include "eksplan/report/markdown_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

std::string left_out(std::size_t count) {
  return fmt::format("\n{} left out\n", base::plural(static_cast<long long>(count), "row", "rows"));
}

// What a section takes without its rows.
std::size_t fixed_size(const MarkdownSection& section) {
  const auto note = section.rows.empty() ? 0 : left_out(section.rows.size()).size();
  return section.head.size() + section.tail.size() + note;
}

}  // namespace

std::string markdown_page(const std::vector<MarkdownSection>& sections, std::size_t limit) {
  std::size_t fixed = 0;
  for (const auto& section : sections) {
    fixed += fixed_size(section);
  }
  auto room = limit - std::min(limit, fixed);
  std::string text;
  for (const auto& section : sections) {
    text += section.head;
    std::size_t written = 0;
    while (written < section.rows.size() && section.rows[written].size() <= room) {
      room -= section.rows[written].size();
      text += section.rows[written];
      ++written;
    }
    if (written < section.rows.size()) {
      text += left_out(section.rows.size() - written);
    }
    text += section.tail;
  }
  return text;
}

}  // namespace eksplan::report
