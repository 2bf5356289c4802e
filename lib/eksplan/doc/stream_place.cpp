#include "eksplan/doc/stream_place.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/doc/line_index.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {
namespace {

constexpr std::size_t kPiece = std::size_t{256} * 1024;

/// Counts lines and characters up to one offset after the other.
class PlaceCounter {
 public:
  explicit PlaceCounter(std::span<const std::size_t> offsets) : offsets_(offsets) {}

  void pass(std::string_view piece) {
    for (const char c : piece) {
      if (is_done()) {
        return;
      }
      while (!is_done() && offsets_[found_.size()] == at_) {
        found_.push_back(here_);
      }
      ++at_;
      if (c == '\n') {
        here_ = {here_.line + 1, 1};
      } else if (!base::continues_utf8(c)) {
        ++here_.column;
      }
    }
  }

  bool is_done() const { return found_.size() == offsets_.size(); }

  /// Offsets behind the end count as the end.
  std::vector<Position> finish() && {
    found_.resize(offsets_.size(), here_);
    return std::move(found_);
  }

 private:
  std::span<const std::size_t> offsets_;
  std::vector<Position> found_;
  std::size_t at_ = 0;
  Position here_{1, 1};
};

}  // namespace

diag::Excerpt excerpt_of(std::string_view window, std::size_t offset, std::size_t length) {
  constexpr std::size_t kFarthest = 4096;  // no line that long is shown
  const auto begin = offset - std::min(offset, kFarthest);
  const auto around = window.substr(begin, 2 * kFarthest);
  return Tree(Source{{}, around}).excerpt(offset - begin, length);
}

std::vector<Position> positions(ByteSource& source, std::span<const std::size_t> offsets) {
  if (!source.rewind()) {
    return std::vector<Position>(offsets.size());
  }
  PlaceCounter counter(offsets);
  std::string piece(kPiece, '\0');
  while (!counter.is_done()) {
    const auto got = source.read(piece.data(), piece.size());
    if (!got || *got == 0) {
      break;
    }
    counter.pass(std::string_view(piece).substr(0, *got));
  }
  return std::move(counter).finish();
}

void report(std::vector<StreamProblem> problems, std::string_view name, ByteSource& source,
            diag::Diagnostics& found) {
  if (problems.empty()) {
    return;
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const StreamProblem& a, const StreamProblem& b) {
                     return a.problem.offset < b.problem.offset;
                   });
  std::vector<std::size_t> offsets;
  offsets.reserve(problems.size());
  for (const auto& one : problems) {
    offsets.push_back(one.problem.offset);
  }
  const auto places = positions(source, offsets);
  for (std::size_t i = 0; i < problems.size(); ++i) {
    auto& [problem, excerpt] = problems[i];
    if (places[i].line == 0) {
      problem.message += fmt::format(", at byte {}", problem.offset);
    }
    found.add({.severity = problem.severity,
               .code = problem.code,
               .at = {std::string(name), places[i].line, places[i].column, std::move(problem.path)},
               .message = std::move(problem.message),
               .hint = std::move(problem.hint),
               .excerpt = std::move(excerpt)});
  }
}

}  // namespace eksplan::doc
