#include "eksplan/report/markdown_text.hpp"

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kLongestText = 1'000;  // bytes

// GitHub makes links of these after Markdown is done, so no escape helps; a blank without width
// between the signs does.
constexpr std::string_view kNoLink = "&#8203;";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool ends_in_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size() || base::to_lower(text.substr(text.size() - word.size())) != word) {
    return false;
  }
  text.remove_suffix(word.size());
  return text.empty() || !is_letter_or_digit(text.back());
}

// Whether what stands before text[at] and the sign itself could be the beginning of a link:
// "@somebody", "#1", "GH-1", "https://", "www.".
bool may_link(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, at);
  switch (text[at]) {
    case '@':
    case '#':
      return true;
    case ':':
      return text.substr(at + 1).starts_with('/');
    case '.':
      return ends_in_word(before, "www");
    case '-':
      return ends_in_word(before, "gh");
    default:
      return false;
  }
}

std::string markdown_escaped_byte(char c) {
  constexpr std::string_view kMarkup = "\\`*_[]~";
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '|':
      return "&#124;";
    case '$':  // begins a formula
      return "<span>$</span>";
    default:
      break;
  }
  const bool is_markup = kMarkup.find(c) != std::string_view::npos;
  return (is_markup ? "\\" : "") + std::string(1, c);
}

std::string shown_line(std::string_view text) {
  auto shown = base::printable(base::on_one_line(text));
  if (shown.size() <= kLongestText) {
    return shown;
  }
  auto end = kLongestText;
  while (end > 0 && base::continues_utf8(shown[end])) {
    --end;
  }
  return shown.substr(0, end) + "…";
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
  const auto line = shown_line(text);
  std::string safe;
  for (std::size_t i = 0; i < line.size(); ++i) {
    safe += markdown_escaped_byte(line[i]);
    safe += may_link(line, i) ? kNoLink : "";
  }
  return safe;
}

std::string markdown_code(std::string_view text) {
  return text.empty() ? std::string{} : "<code>" + markdown_escaped(text) + "</code>";
}

std::string markdown_row(const std::vector<std::string>& cells) {
  return "| " + base::join(cells, " | ") + " |\n";
}

std::string markdown_header(const std::vector<std::string>& titles) {
  std::vector<std::string> shown;
  std::vector<std::string> lines;
  for (const auto& title : titles) {
    const bool is_number = title.starts_with('>');
    shown.push_back(is_number ? title.substr(1) : title);
    lines.emplace_back(is_number ? "---:" : "---");
  }
  return markdown_row(shown) + markdown_row(lines);
}

}  // namespace eksplan::report
