#pragma once
/// A CSV text of any size, row by row in constant memory. RFC 4180 quoting, LF or CR LF, a
/// byte-order mark is dropped, empty lines are skipped.

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/doc/byte_source.hpp"
#include "eksplan/doc/stream_place.hpp"

namespace eksplan::doc {

class CsvStream {
 public:
  explicit CsvStream(ByteSource& source, StreamSizes sizes = {});

  /// The next row. False at the end and at a fault.
  bool next();

  /// Unquoted content, valid until next().
  std::span<const std::string_view> cells() const { return cells_; }

  /// Where the row, or its cell `index`, begins in the whole text.
  std::size_t offset() const { return base_ + row_; }

  std::size_t offset(std::size_t index) const { return base_ + begins_[index]; }

  /// What ended the reading before the end of the text.
  const std::optional<StreamProblem>& problem() const { return fault_; }

  /// A problem at a byte of this row.
  StreamProblem problem_at(Problem problem) const;

 private:
  enum class Parsed { row, blank, more };

  Parsed parse_row();
  bool parse_cell(std::size_t& at);
  bool parse_quoted(std::size_t& at);
  bool more();
  bool fail(Problem problem);

  ByteSource* source_;
  StreamSizes sizes_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::string_view text_;  // what the buffer holds
  std::size_t base_ = 0;   // where it begins in the whole text
  std::size_t row_ = 0;    // of the row in hand, in text_
  std::size_t at_ = 0;     // behind it
  bool begun_ = false;
  bool at_end_ = false;
  std::vector<std::string_view> cells_;
  std::vector<std::size_t> begins_;
  std::deque<std::string> unquoted_;
  std::optional<StreamProblem> fault_;
};

}  // namespace eksplan::doc
