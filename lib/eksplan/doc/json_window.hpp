#pragma once
/// A part of a JSON text that moves over it, with the tokens in it found by simdjson's first stage.
/// Memory does not grow with the text, only with the longest stretch that must lie in one piece.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "eksplan/doc/byte_source.hpp"
#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {

class JsonWindow {
 public:
  JsonWindow(ByteSource& source, StreamSizes sizes);
  ~JsonWindow();
  JsonWindow(const JsonWindow&) = delete;
  JsonWindow& operator=(const JsonWindow&) = delete;

  /// Tokens, as offsets in text(); one more offset stands behind the last. A token is one of
  /// { } [ ] : , or a string with its quotes, or anything else up to the next of these.
  const std::uint32_t* begin() const { return begin_; }

  const std::uint32_t* end() const { return end_; }

  std::string_view text() const { return {buffer_.get(), filled_}; }

  /// Where text() begins in the whole text.
  std::size_t base() const { return base_; }

  /// Lets the window begin at token `keep` (end() = behind the last) and reach further than it
  /// does. False when there is nothing further, or after a fault.
  bool advance(const std::uint32_t* keep);

  /// What is wrong with the text where the tokens end; its offset is that in the whole text.
  const std::optional<Problem>& fault() const { return fault_; }

 private:
  struct Scanner;

  bool make_room();
  bool fill();
  std::size_t likely_end() const;
  bool scan();
  bool scan_to(std::size_t end);
  void fail(Problem problem);
  void fail_at_control_character(std::size_t end);

  ByteSource* source_;
  StreamSizes sizes_;
  std::unique_ptr<Scanner> scanner_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t filled_ = 0;
  std::size_t base_ = 0;
  std::size_t scanned_ = 0;  ///< up to here the tokens are known
  bool at_end_ = false;      ///< the source has no more
  const std::uint32_t* begin_ = nullptr;
  const std::uint32_t* end_ = nullptr;
  std::optional<Problem> fault_;
};

}  // namespace eksplan::doc
