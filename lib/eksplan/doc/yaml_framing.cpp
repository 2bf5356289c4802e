#include "eksplan/doc/yaml_framing.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/line_index.hpp"

namespace eksplan::doc {
namespace {

constexpr std::string_view kDashes = "---";

bool is_blank_or_break(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t next_bad_separator(std::string_view text, std::size_t from) {
  for (auto at = next_separator(text, from); at < text.size(); at = next_separator(text, at + 1)) {
    const auto after = at + kDashes.size();
    if (after < text.size() && !is_blank_or_break(text[after])) {
      return at;
    }
  }
  return text.size();
}

// Bytes that may stand in no YAML text, or begin a sequence that may not.
constexpr std::array<bool, 256> suspicious_bytes() {
  std::array<bool, 256> suspicious{};
  for (std::size_t c = 0; c < 0x20; ++c) {
    suspicious[c] = c != '\t' && c != '\n' && c != '\r';
  }
  suspicious[0x7F] = true;
  suspicious[0xC2] = true;  // C1 controls
  suspicious[0xEF] = true;  // U+FFFE, U+FFFF
  return suspicious;
}

constexpr auto kSuspicious = suspicious_bytes();

std::uint32_t code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  switch (byte(at)) {
    case 0xC2:
      return byte(at + 1);
    case 0xEF:
      return 0xF000U | ((byte(at + 1) & 0x3FU) << 6U) | (byte(at + 2) & 0x3FU);
    default:
      return byte(at);
  }
}

bool is_refused(std::uint32_t c) {
  constexpr std::uint32_t kNextLine = 0x85;
  return c < 0x20 || (c >= 0x7F && c < 0xA0 && c != kNextLine) || c == 0xFFFE || c == 0xFFFF;
}

std::size_t next_control(std::string_view text, std::size_t from) {
  for (auto i = from; i < text.size(); ++i) {
    if (kSuspicious[static_cast<unsigned char>(text[i])] && is_refused(code_point(text, i))) {
      return i;
    }
  }
  return text.size();
}

// The beginning of the last document before `offset`.
std::size_t last_separator(std::string_view text, std::size_t from, std::size_t offset) {
  auto at = line_begin(text, offset);
  while (at > from && text.substr(at, kDashes.size()) != kDashes) {
    at = line_begin(text, at - 1);
  }
  return std::max(at, from);
}

Problem bad_separator(std::string_view text, std::size_t at) {
  const auto line = line_around(text, at);
  return {.code = diag::kYamlSyntax,
          .offset = at,
          .length = kDashes.size(),
          .message = fmt::format("{} does not separate documents", in_quotes(line)),
          .hint = "put a line break after ---"};
}

Problem control_character(std::string_view text, std::size_t at) {
  return {.code = diag::kYamlSyntax,
          .offset = at,
          .message = fmt::format("the control character U+{:04X} cannot stand in YAML",
                                 code_point(text, at)),
          .hint = "remove it, or write it as an escape in double quotes"};
}

}  // namespace

std::size_t next_separator(std::string_view text, std::size_t from) {
  if (from == 0 && text.starts_with(kDashes)) {
    return 0;
  }
  const auto at = text.find("\n---", from == 0 ? 0 : from - 1);
  return at == std::string_view::npos ? text.size() : at + 1;
}

std::optional<Problem> excess_tag_line(std::string_view text) {
  constexpr int kMost = 100;
  int count = 0;
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const bool at_line_begin = at == 0 || text[at - 1] == '\n';
    if (at_line_begin && text.substr(at).starts_with("%TAG") && ++count > kMost) {
      return Problem{
          .code = diag::kYamlSyntax,
          .offset = at,
          .length = 4,
          .message = fmt::format("there are more than {} lines of %TAG in one file", kMost),
          .hint = "a Kubernetes manifest has no use for them"};
    }
  }
  return std::nullopt;
}

std::optional<YamlCut> YamlCuts::next(std::size_t from) {
  if (!looked_ || separator_ < from) {
    separator_ = next_bad_separator(text_, from);
  }
  if (!looked_ || control_ < from) {
    control_ = next_control(text_, from);
  }
  looked_ = true;
  if (separator_ == text_.size() && control_ == text_.size()) {
    return std::nullopt;
  }
  if (separator_ < control_) {
    return YamlCut{separator_, bad_separator(text_, separator_)};
  }
  return YamlCut{last_separator(text_, from, control_), control_character(text_, control_)};
}

}  // namespace eksplan::doc
