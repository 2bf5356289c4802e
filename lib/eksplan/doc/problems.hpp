#pragma once
/// What is wrong with one text, with lines and excerpts made from byte offsets.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {

struct Problem {
  std::string_view code;
  std::size_t offset = 0;
  std::size_t length = 1;  ///< characters that are meant
  std::string message = {};
  std::string hint = {};
  std::string path = {};
  diag::Severity severity = diag::Severity::error;
};

/// Adds problems of one text to a list, up to a number that a person could still want to read.
class Problems {
 public:
  Problems(const Tree& tree, diag::Diagnostics& found) : tree_(&tree), found_(&found) {}

  void add(Problem problem);

  std::size_t count() const { return count_; }

  bool is_full() const { return count_ > kMost; }

  /// The line that `offset` is on.
  std::uint32_t line(std::size_t offset) const { return tree_->position(offset).line; }

 private:
  static constexpr std::size_t kMost = 1000;

  const Tree* tree_;
  diag::Diagnostics* found_;
  std::size_t count_ = 0;
};

/// A diagnostic at `offset` of `tree`.
diag::Diagnostic diagnostic(const Tree& tree, Problem problem);

/// Text from the input as a message quotes it: one line, not too long.
std::string in_quotes(std::string_view text);

/// What finding nothing returns.
inline constexpr auto kNowhere = std::string_view::npos;

}  // namespace eksplan::doc
