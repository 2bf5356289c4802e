#pragma once
/// What is wrong with the input, where, and what to do. Readers collect; nobody throws for input
/// but `app`.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::diag {

/// A place in the input as people see it. `line` and `column` count from 1 (column in characters);
/// 0 = unknown or the file as a whole. `path` is the object path within the document:
/// spec.template.spec.containers[0].image.
struct SourceRef {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;

  auto operator<=>(const SourceRef&) const = default;
};

enum class Severity : std::uint8_t { error, warning, note };

/// The line of text that a diagnostic points at, and how many characters of it are meant.
struct Excerpt {
  std::string line;
  std::uint32_t length = 1;

  bool operator==(const Excerpt&) const = default;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string_view code;  ///< one of diag/codes.hpp
  SourceRef at;
  std::string message;  ///< lower case, no full stop: "'250mm' is not a CPU amount"
  std::string hint;     ///< "write 250m or 0.25"; may be empty
  Excerpt excerpt;      ///< empty line = none

  bool operator==(const Diagnostic&) const = default;
};

/// Everything that was found, in the order of finding.
class Diagnostics {
 public:
  void add(Diagnostic found);
  void append(const Diagnostics& others);

  bool has_errors() const { return errors_ != 0; }

  std::size_t error_count() const { return errors_; }

  const std::vector<Diagnostic>& all() const { return all_; }

  /// By file, line, column, then severity, code and message; exact repeats once.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

}  // namespace eksplan::diag
