#include "eksplan/diag/print.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::diag {
namespace {

constexpr std::size_t kExcerptColumns = 100;

// The source line around the place, cut to a width that fits a terminal, and the caret under it.
struct Shown {
  std::string line;
  std::size_t caret_column = 0;  // display columns before the caret
};

std::size_t byte_of_column(std::string_view line, std::size_t column) {
  std::size_t at = 0;
  for (std::size_t c = 1; c < column && at < line.size(); ++c) {
    at += std::max<std::size_t>(1, base::utf8_sequence_length(line, at));
  }
  return at;
}

std::string without_tabs(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '\t', ' ');
  return plain;
}

Shown show(const Diagnostic& diagnostic) {
  const std::string line = without_tabs(diagnostic.excerpt.line);
  const auto at = byte_of_column(line, diagnostic.at.column);
  const std::string before = base::printable(std::string_view(line).substr(0, at));
  const std::string after = base::printable(std::string_view(line).substr(at));
  if (base::display_width(before) + base::display_width(after) <= kExcerptColumns) {
    return {before + after, base::display_width(before)};
  }
  constexpr std::size_t kBefore = 60;
  if (base::display_width(before) <= kBefore) {
    return {base::shorten(before + after, kExcerptColumns), base::display_width(before)};
  }
  std::size_t cut = 0;
  while (base::display_width(std::string_view(before).substr(cut)) > kBefore) {
    cut += std::max<std::size_t>(1, base::utf8_sequence_length(before, cut));
  }
  const std::string tail = "..." + before.substr(cut);
  return {base::shorten(tail + after, kExcerptColumns), base::display_width(tail)};
}

std::string colored(std::string_view text, std::string_view ansi, PrintStyle style) {
  return style.color ? fmt::format("\x1b[{}m{}\x1b[0m", ansi, text) : std::string(text);
}

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "1;31";
    case Severity::warning:
      return "1;33";
    case Severity::note:
      break;
  }
  return "1;36";
}

std::string place(const SourceRef& at) {
  const std::string file = base::printable(at.file);
  if (file.empty()) {
    return "eksplan: ";
  }
  if (at.line == 0) {
    return file + ": ";
  }
  return at.column == 0 ? fmt::format("{}:{}: ", file, at.line)
                        : fmt::format("{}:{}:{}: ", file, at.line, at.column);
}

std::string excerpt(const Diagnostic& diagnostic, PrintStyle style) {
  if (diagnostic.excerpt.line.empty() || diagnostic.at.column == 0) {
    return diagnostic.hint.empty() ? "" : fmt::format("    {}\n", base::printable(diagnostic.hint));
  }
  const auto shown = show(diagnostic);
  const auto number = fmt::format("{:>6}", diagnostic.at.line);
  const std::string caret(
      std::max<std::uint32_t>(1, std::min<std::uint32_t>(diagnostic.excerpt.length, 60)), '^');
  auto text = fmt::format("{} | {}\n{} | {}{}", number, shown.line, std::string(number.size(), ' '),
                          std::string(shown.caret_column, ' '),
                          colored(caret, color_of(diagnostic.severity), style));
  if (!diagnostic.hint.empty()) {
    text += " " + base::printable(diagnostic.hint);
  }
  return text + "\n";
}

}  // namespace

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

std::string print(const Diagnostic& diagnostic, PrintStyle style) {
  const auto path = diagnostic.at.path.empty() ? "" : base::printable(diagnostic.at.path) + ": ";
  const auto head =
      fmt::format("{}{}: {}{} [{}]\n", place(diagnostic.at),
                  colored(name(diagnostic.severity), color_of(diagnostic.severity), style), path,
                  base::printable(diagnostic.message), diagnostic.code);
  return head + excerpt(diagnostic, style);
}

}  // namespace eksplan::diag
