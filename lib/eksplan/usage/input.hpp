#pragma once
/// What every reader of this room is given, and how it says what is wrong. Private to this room.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "eksplan/base/parsed.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/usage.hpp"
#include "eksplan/usage/read.hpp"

namespace eksplan::usage {

/// Problems of one file, up to a number that a person could still want to read; what is beyond is
/// counted.
class Problems {
 public:
  Problems(std::string file, diag::Diagnostics& found) : file_(std::move(file)), found_(&found) {}

  ~Problems();
  Problems(const Problems&) = delete;
  Problems& operator=(const Problems&) = delete;
  Problems(Problems&&) = delete;
  Problems& operator=(Problems&&) = delete;

  /// Where readers of `doc` put theirs; pass_on() hands them over.
  diag::Diagnostics& pending() { return pending_; }

  /// Hands over what is pending. Whether no error was among it.
  bool pass_on();

  void add(diag::Diagnostic problem);

  /// An error of the file as a whole.
  void of_file(std::string_view code, std::string message, std::string hint = {},
               diag::Severity severity = diag::Severity::error);

  bool is_full() const { return count_ >= kMostProblems; }

 private:
  std::string file_;
  diag::Diagnostics* found_;
  diag::Diagnostics pending_;
  std::size_t count_ = 0;
  std::size_t left_out_ = 0;
};

struct Input {
  const File& file;
  const Options& options;
  Problems& problems;
};

/// A line of a text that has no quotes, with its place.
struct Line {
  std::uint32_t number = 0;  ///< from 1
  std::string_view text;
};

}  // namespace eksplan::usage
