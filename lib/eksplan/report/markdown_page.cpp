#include "eksplan/report/markdown_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kShares = 12;  // of the limit; no page has more sections

std::string left_out(std::size_t count) {
  return fmt::format("\n{} left out\n", base::plural(static_cast<long long>(count), "row", "rows"));
}

// What a section takes without its rows.
std::size_t fixed_size(const MarkdownSection& section) {
  const auto note = section.rows.empty() ? 0 : left_out(section.rows.size()).size();
  return section.head.size() + section.tail.size() + note;
}

// Takes rows of a section as far as there is room, and `most` bytes at most; says how many.
std::size_t take_rows(const MarkdownSection& section, std::size_t first, std::size_t most,
                      std::size_t& room) {
  auto left = std::min(most, room);
  auto next = first;
  while (next < section.rows.size() && section.rows[next].size() <= left) {
    left -= section.rows[next].size();
    room -= section.rows[next].size();
    ++next;
  }
  return next;
}

// How many rows of each section there is room for.
std::vector<std::size_t> rows_shown(const std::vector<MarkdownSection>& sections,
                                    std::size_t limit) {
  std::size_t fixed = 0;
  for (const auto& section : sections) {
    fixed += fixed_size(section);
  }
  auto room = limit - std::min(limit, fixed);
  std::vector<std::size_t> shown;
  for (const auto& section : sections) {
    shown.push_back(take_rows(section, 0, limit / kShares, room));
  }
  for (std::size_t i = 0; i < sections.size(); ++i) {
    shown[i] = take_rows(sections[i], shown[i], room, room);
  }
  return shown;
}

}  // namespace

std::string markdown_page(const std::vector<MarkdownSection>& sections, std::size_t limit) {
  const auto shown = rows_shown(sections, limit);
  std::string text;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const auto& section = sections[i];
    text += section.head;
    for (std::size_t row = 0; row < shown[i]; ++row) {
      text += section.rows[row];
    }
    if (shown[i] < section.rows.size()) {
      text += left_out(section.rows.size() - shown[i]);
    }
    text += section.tail;
  }
  return text;
}

}  // namespace eksplan::report
