#include <algorithm>
#include <array>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/line_index.hpp"
#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/yaml_problem.hpp"

namespace eksplan::doc {
namespace {

constexpr std::string_view kBraces = "{{";

// What only templates of Helm charts have. Other '{{' are the business of alert rules and
// dashboards, which stand as text in sound manifests.
constexpr std::array<std::string_view, 10> kHelmWords{
    ".Values",   ".Release", ".Chart",      ".Capabilities", ".Files",
    ".Template", "include ", "template \"", "toYaml",        "tpl "};

// A quote opens a text only where a value may begin.
bool may_open_text(std::string_view before) {
  return before.empty() || std::string_view(" \t[{,:(").find(before.back()) != kNowhere;
}

// Two braces, not more.
bool are_braces(std::string_view line, std::size_t at) {
  const bool begin = at == 0 || line[at - 1] != '{';
  return begin && line.substr(at).starts_with(kBraces) &&
         line.substr(at + kBraces.size(), 1) != "{";
}

// Where '{{' stands in `line` outside quotes and comments.
std::size_t bare_braces(std::string_view line) {
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if ((c == '"' || c == '\'') && may_open_text(line.substr(0, i))) {
      quote = c;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return kNowhere;
    } else if (are_braces(line, i)) {
      return i;
    }
  }
  return kNowhere;
}

std::size_t braces_on_line(std::string_view text, std::size_t offset) {
  const auto begin = line_begin(text, offset);
  const auto at = bare_braces(line_around(text, begin));
  return at == kNowhere ? kNowhere : begin + at;
}

bool is_helm(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 200;
  auto expression = text.substr(at, kLongest);
  expression = expression.substr(0, expression.find("}}"));
  return std::any_of(kHelmWords.begin(), kHelmWords.end(),
                     [&](std::string_view word) { return expression.find(word) != kNowhere; });
}

std::size_t first_helm_braces(std::string_view text) {
  for (auto at = text.find(kBraces); at != kNowhere; at = text.find(kBraces, at + kBraces.size())) {
    if (is_helm(text, at) && braces_on_line(text, at) != kNowhere) {
      return at;
    }
  }
  return kNowhere;
}

}  // namespace

std::optional<Problem> UnrenderedTemplate::near(std::size_t offset) {
  offset = std::min(offset, text_.size());
  auto at = braces_on_line(text_, offset);
  if (const auto begin = line_begin(text_, offset); at == kNowhere && begin > 0) {
    at = braces_on_line(text_, begin - 1);
  }
  if (at == kNowhere) {
    helm_ = helm_ ? helm_ : first_helm_braces(text_);
    at = *helm_;
  }
  if (at == kNowhere) {
    return std::nullopt;
  }
  const auto rest = text_.substr(at);
  const auto line = rest.substr(0, rest.find_first_of("\r\n"));
  const auto end = line.find("}}");
  const auto expression = line.substr(0, end == kNowhere ? end : end + 2);
  return Problem{.code = diag::kTemplateNotRendered,
                 .offset = at,
                 .length = count_characters(expression),
                 .message = in_quotes(expression) + " is part of a template, not of a manifest",
                 .hint = "render it first: helm template ... | eksplan estimate -"};
}

}  // namespace eksplan::doc
