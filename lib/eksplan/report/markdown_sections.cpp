#include "eksplan/report/markdown_sections.hpp"

#include <fmt/format.h>

#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {

MarkdownSection table_section(std::string_view title, const MarkdownCells& titles) {
  return {.head = fmt::format("\n#### {}\n\n{}", title, markdown_header(titles))};
}

MarkdownSection folded_section(std::string_view summary, const MarkdownCells& titles) {
  return {.head = fmt::format("\n<details><summary>{}</summary>\n\n{}", summary,
                              titles.empty() ? "" : markdown_header(titles)),
          .rows = {},
          .tail = "\n</details>\n"};
}

std::string markdown_number(std::int64_t value) {
  return whole_number(value);
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", whole_number(static_cast<std::int64_t>(count)),
                     count == 1 ? one : several);
}

std::string markdown_money(units::Money amount) {
  return markdown_escaped(dollars(amount));
}

}  // namespace eksplan::report
