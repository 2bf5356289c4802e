#pragma once
/// Bytes that come piece by piece: what the readers of very large files are given, so that nobody
/// needs the whole text in memory.

#include <cstddef>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::doc {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// At most `room` bytes to `into`, at least one; 0 at the end. The fault says why it cannot be
  /// read ("input/output error").
  virtual base::Parsed<std::size_t> read(char* into, std::size_t room) = 0;

  /// Back to the first byte; false where that cannot be, as in a pipe.
  virtual bool rewind() = 0;
};

/// How much of a stream a reader holds.
struct StreamSizes {
  std::size_t usual = std::size_t{256} * 1024;       ///< bytes that are read at a time
  std::size_t most = std::size_t{16} * 1024 * 1024;  ///< that may have to lie in one piece
};

/// A text in memory, handed out in pieces of at most `step` bytes.
class TextBytes final : public ByteSource {
 public:
  explicit TextBytes(std::string_view text, std::size_t step = std::string_view::npos)
      : text_(text), step_(step) {}

  base::Parsed<std::size_t> read(char* into, std::size_t room) override;

  bool rewind() override {
    at_ = 0;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t step_;
  std::size_t at_ = 0;
};

}  // namespace eksplan::doc
