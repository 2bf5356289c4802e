#pragma once
/// Where documents of a YAML stream begin, and where the stream has to be cut because of what no
/// document may hold.

#include <cstddef>
#include <optional>
#include <string_view>

#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {

/// The next line at or after `from` that begins with three dashes; the end of the text when there
/// is none.
std::size_t next_separator(std::string_view text, std::size_t from);

/// The line %TAG that is one too many: libyaml compares each with all others, so that many of them
/// would take forever.
std::optional<Problem> excess_tag_line(std::string_view text);

/// A place that is reported by itself: what stands before `end` is read as if the text ended there,
/// and reading goes on at the next separator behind the problem.
struct YamlCut {
  std::size_t end = 0;
  Problem problem;
};

/// Finds, in order, the lines like '---apiVersion: v1' that kubectl refuses and the control
/// characters that no YAML has.
class YamlCuts {
 public:
  explicit YamlCuts(std::string_view text) : text_(text) {}

  std::optional<YamlCut> next(std::size_t from);

 private:
  std::string_view text_;
  std::size_t separator_ = 0;  // next bad separator at or after the last `from`, once looked for
  std::size_t control_ = 0;    // next control character likewise
  bool looked_ = false;
};

}  // namespace eksplan::doc
