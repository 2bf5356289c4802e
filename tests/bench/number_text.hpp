#pragma once
/// Whole numbers in a text, with their places.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::bench {

/// Reads one number after the other. The first mistake is kept, and everything read after it is 0.
class NumberText {
 public:
  NumberText(std::string name, std::string_view text) : name_(std::move(name)), text_(text) {}

  /// The next number, which is called `what` in messages, and must be in [least, most].
  std::int64_t next(std::string_view what, std::int64_t least, std::int64_t most);

  /// That nothing follows.
  void expect_end();

  /// A mistake at the number that was read last.
  void reject(const std::string& message, const std::string& hint);

  bool failed() const { return !fault_.message.empty(); }

  const base::Fault& fault() const { return fault_; }

 private:
  std::string_view next_word();
  void advance();

  std::string name_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::size_t word_line_ = 1;
  std::size_t word_column_ = 1;
  base::Fault fault_;
};

}  // namespace eksplan::bench
