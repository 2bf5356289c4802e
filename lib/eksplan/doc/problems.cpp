#include "eksplan/doc/problems.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/text.hpp"

namespace eksplan::doc {

diag::Diagnostic diagnostic(const Tree& tree, Problem problem) {
  const auto position = tree.position(problem.offset);
  return {.severity = problem.severity,
          .code = problem.code,
          .at = {std::string(tree.name()), position.line, position.column, std::move(problem.path)},
          .message = std::move(problem.message),
          .hint = std::move(problem.hint),
          .excerpt = tree.excerpt(problem.offset, problem.length)};
}

void Problems::add(Problem problem) {
  ++count_;
  if (count_ > kMost + 1) {
    return;
  }
  if (count_ == kMost + 1) {
    problem.message = "there are more problems in this file, which are not shown";
    problem.hint.clear();
  }
  found_->add(diagnostic(*tree_, std::move(problem)));
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kColumns = 60;
  const auto line = text.substr(0, std::min(text.find_first_of("\r\n"), 8 * kColumns));
  auto shown = base::shorten(line, kColumns);
  if (shown == line && line.size() < text.size()) {
    shown += "...";
  }
  return "'" + shown + "'";
}

}  // namespace eksplan::doc
