#pragma once
/// A JSON value that lies complete in a window: a pair of token pointers, walked without a tree.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/doc/json_problem.hpp"
#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {

/// What the values of one window share.
struct JsonText {
  std::string_view text;
  std::size_t base = 0;               ///< where the window begins in the whole text
  std::deque<std::string> unescaped;  ///< content of strings with backslashes
  std::optional<Problem> fault;       ///< the first place that is not JSON
};

/// Valid until the stream moves on. The grammar is checked as far as values are walked.
class JsonView {
 public:
  /// The value from token `at` up to token `end`, whose brackets match in number.
  JsonView(JsonText& text, const std::uint32_t* at, const std::uint32_t* end)
      : text_(&text), at_(at), end_(end) {}

  char first() const { return text_->text[*at_]; }

  bool is_mapping() const { return first() == '{'; }

  bool is_sequence() const { return first() == '['; }

  bool is_string() const { return first() == '"'; }

  bool is_null() const { return raw() == "null"; }

  /// In the whole text.
  std::size_t offset() const { return text_->base + *at_; }

  /// As it stands in the text: a string with its quotes, a number, a word.
  std::string_view raw() const;

  /// Content of a string; nothing for other values.
  std::optional<std::string_view> string() const;

  /// The value under `key`, when this is a mapping that has it.
  std::optional<JsonView> find(std::string_view key) const;

  /// find() one key after the other.
  std::optional<JsonView> at(std::initializer_list<std::string_view> keys) const;

 private:
  friend class JsonMembers;

  JsonText* text_;
  const std::uint32_t* at_;
  const std::uint32_t* end_;
};

/// Entries of a mapping or elements of a sequence, one after the other; a scalar has none. Ends at
/// a place that is not JSON and reports it in the window's JsonText.
class JsonMembers {
 public:
  explicit JsonMembers(const JsonView& of);

  bool next();

  /// Of a mapping; "" in a sequence.
  std::string_view key() const { return key_; }

  JsonView value() const { return {*text_, value_, at_}; }

 private:
  bool separator();
  bool read_key();
  bool fail(JsonPlace place);

  JsonText* text_;
  const std::uint32_t* at_;  // of the next token to look at
  const std::uint32_t* end_;
  const std::uint32_t* value_;
  std::string_view key_;
  bool mapping_ = false;
  bool first_ = true;
};

/// Whether the token `at` of `text` begins a value; a scalar that is no string is read.
bool is_value_at(std::string_view text, const std::uint32_t* at);

}  // namespace eksplan::doc
