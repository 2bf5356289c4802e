#include "eksplan/doc/json_view.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "eksplan/doc/json_scalar.hpp"

namespace eksplan::doc {
namespace {

// The token at `at` without the blanks behind it.
inline std::string_view token(std::string_view text, const std::uint32_t* at) {
  auto end = std::size_t{at[1]};
  while (end > at[0] + std::size_t{1} && is_json_blank(text[end - 1])) {
    --end;
  }
  return text.substr(at[0], end - at[0]);
}

void set_fault(JsonText& text, Problem problem) {
  if (!text.fault) {
    problem.offset += text.base;
    text.fault = std::move(problem);
  }
}

constexpr std::uint64_t kEach = 0x0101010101010101U;

// Whether one of the eight bytes is a backslash.
bool word_has_backslash(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  word ^= '\\' * kEach;
  return ((word - kEach) & ~word & (0x80 * kEach)) != 0;
}

// Most strings are short, and none of them has one. The last word overlaps the one before it.
bool has_backslash(std::string_view text) {
  constexpr std::size_t kWord = sizeof(kEach);
  if (text.size() < kWord) {
    return std::find(text.begin(), text.end(), '\\') != text.end();
  }
  for (std::size_t at = 0; at + kWord < text.size(); at += kWord) {
    if (word_has_backslash(text.data() + at)) {
      return true;
    }
  }
  return word_has_backslash(text.data() + text.size() - kWord);
}

// The content of the string at `at`, or nothing when it is no sound string.
std::optional<std::string_view> content(JsonText& text, const std::uint32_t* at) {
  const auto whole = token(text.text, at);
  if (whole.size() < 2 || whole.front() != '"' || whole.back() != '"') {
    return std::nullopt;
  }
  const auto inner = whole.substr(1, whole.size() - 2);
  if (!has_backslash(inner)) {
    return inner;
  }
  auto plain = unescape(inner);
  if (plain.fault != std::string_view::npos) {
    set_fault(text, wrong_escape(text.text, at[0] + 1 + plain.fault));
    return std::nullopt;
  }
  return text.unescaped.emplace_back(std::move(plain.text));
}

constexpr int nesting_change(char c) {
  return c == '{' || c == '[' ? 1 : (c == '}' || c == ']' ? -1 : 0);
}

// Behind the value that begins at `at`.
const std::uint32_t* pass(std::string_view text, const std::uint32_t* at,
                          const std::uint32_t* end) {
  int depth = 0;
  do {
    depth += nesting_change(text[*at]);
    ++at;
  } while (depth > 0 && at < end);
  return at;
}

}  // namespace

bool is_value_at(std::string_view text, const std::uint32_t* at) {
  switch (text[*at]) {
    case '{':
    case '[':
    case '"':
      return true;
    case '}':
    case ']':
    case ',':
    case ':':
      return false;
    default:
      break;
  }
  const auto scalar = token(text, at);
  return scalar == "true" || scalar == "false" || scalar == "null" ||
         classify_number(scalar) != JsonNumber::none;
}

std::string_view JsonView::raw() const {
  return token(text_->text, at_);
}

std::optional<std::string_view> JsonView::string() const {
  return is_string() ? content(*text_, at_) : std::nullopt;
}

std::optional<JsonView> JsonView::find(std::string_view key) const {
  if (!is_mapping()) {
    return std::nullopt;
  }
  JsonMembers members(*this);
  while (members.next()) {
    if (members.key() == key) {
      return members.value();
    }
  }
  return std::nullopt;
}

std::optional<JsonView> JsonView::at(std::initializer_list<std::string_view> keys) const {
  std::optional<JsonView> here = *this;
  for (const auto key : keys) {
    here = here->find(key);
    if (!here) {
      break;
    }
  }
  return here;
}

JsonMembers::JsonMembers(const JsonView& of)
    : text_(of.text_), at_(of.at_ + 1), end_(of.end_), value_(of.at_), mapping_(of.is_mapping()) {
  if (!mapping_ && !of.is_sequence()) {
    at_ = end_;
  }
}

bool JsonMembers::fail(JsonPlace place) {
  const auto found = token(text_->text, at_);
  set_fault(*text_, unexpected_token(found, *at_, place));
  at_ = end_;
  return false;
}

bool JsonMembers::read_key() {
  const auto key = content(*text_, at_);
  if (!key) {
    return fail(JsonPlace::key);
  }
  key_ = *key;
  ++at_;
  if (at_ < end_ && text_->text[*at_] != ':') {
    return fail(JsonPlace::colon);
  }
  ++at_;
  return at_ < end_;
}

// Up to the next member. False at the end.
bool JsonMembers::separator() {
  const char c = text_->text[*at_];
  const bool first = std::exchange(first_, false);
  if (c == (mapping_ ? '}' : ']')) {
    at_ = end_;
    return false;
  }
  if (first) {
    return true;
  }
  if (c != ',') {
    return fail(mapping_ ? JsonPlace::mapping_separator : JsonPlace::sequence_separator);
  }
  ++at_;
  return at_ < end_;
}

bool JsonMembers::next() {
  if (at_ >= end_ || text_->fault || !separator() || (mapping_ && !read_key())) {
    return false;
  }
  value_ = at_;
  if (!is_value_at(text_->text, at_)) {
    return fail(JsonPlace::value);
  }
  at_ = pass(text_->text, at_, end_);
  return true;
}

}  // namespace eksplan::doc
