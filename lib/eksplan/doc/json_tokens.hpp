#pragma once
/// The tokens of a JSON text, found by simdjson's first stage in windows, so that the index of a
/// large text never exists as a whole and the text is neither copied nor padded.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace eksplan::doc {

/// One of { } [ ] : , or a string with its quotes, or anything else up to the next of these.
struct JsonToken {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< may include blanks before the next token
};

class JsonTokens {
 public:
  /// Why the text has no more tokens.
  enum class End : std::uint8_t { text, open_string, control_character, unreadable };

  JsonTokens(std::string_view text, std::size_t begin);
  ~JsonTokens();
  JsonTokens(const JsonTokens&) = delete;
  JsonTokens& operator=(const JsonTokens&) = delete;

  /// False at the end.
  bool next(JsonToken& token) {
    if (at_ == last_ && !refill()) {
      return false;
    }
    token.begin = base_ + at_[0];
    token.end = base_ + at_[1];
    ++at_;
    return true;
  }

  enum class Passed : std::uint8_t { yes, wrong_bracket, too_deep, ended };

  /// Passes over tokens until the collection is closed whose opening bracket is `token`. Then
  /// `token` is the bracket that closes it, or the one that is wrong.
  Passed pass_collection(JsonToken& token, std::size_t max_depth);

  End end() const { return end_; }

  /// Where the string began that is not closed or holds a control character, and that character.
  std::size_t string_begin() const { return string_begin_; }

  std::size_t fault() const { return fault_; }

 private:
  struct Scanner;

  bool refill();
  bool scan(std::size_t length);
  bool take(std::size_t end, bool whole);
  std::size_t before_open_string(std::size_t end);
  std::size_t before_control_character(std::size_t end);
  void stop(End end, std::size_t string_begin, std::size_t fault);

  std::string_view text_;
  std::unique_ptr<Scanner> scanner_;
  const std::uint32_t* at_ =
      nullptr;  // next token, as an offset from base_; one more offset stands behind the last
  const std::uint32_t* last_ = nullptr;
  std::size_t base_ = 0;
  std::size_t next_base_ = 0;
  End end_ = End::text;
  End pending_ = End::text;  // the end once the tokens of this window are used up
  std::size_t string_begin_ = 0;
  std::size_t fault_ = 0;
};

}  // namespace eksplan::doc
