#include "eksplan/doc/json_tokens.hpp"

#include <algorithm>
#include <string>

#include "eksplan/base/text.hpp"
#include "eksplan/doc/json_strings.hpp"
#include "eksplan/doc/token_scanner.hpp"

namespace eksplan::doc {
namespace {

// Large enough that the work per window does not count, small enough for the second-level cache.
constexpr std::size_t kWindow = std::size_t{256} * 1024;

}  // namespace

struct JsonTokens::Scanner : TokenScanner {};

JsonTokens::JsonTokens(std::string_view text, std::size_t begin)
    : text_(text), scanner_(std::make_unique<Scanner>()), base_(begin), next_base_(begin) {}

JsonTokens::~JsonTokens() = default;

void JsonTokens::stop(End end, std::size_t string_begin, std::size_t fault) {
  pending_ = end;
  string_begin_ = string_begin;
  fault_ = fault;
  next_base_ = text_.size();
}

bool JsonTokens::refill() {
  if (pending_ != End::text) {
    end_ = pending_;
    return false;
  }
  for (std::size_t length = kWindow; next_base_ < text_.size(); length *= 2) {
    base_ = next_base_;
    if (scan(length)) {
      return true;
    }
    if (pending_ != End::text) {
      end_ = pending_;
      return false;
    }
  }
  return false;
}

// Finds the tokens of a window of about `length` bytes at base_. False when there are none: after
// blanks alone next_base_ is behind them, else the window is too short for one token.
bool JsonTokens::scan(std::size_t length) {
  auto end = std::min(text_.size(), base_ + length);
  while (end < text_.size() && base::continues_utf8(text_[end])) {
    --end;
  }
  scanner_->make_room(end - base_);
  auto& simd = *scanner_->implementation;
  bool cut = false;  // before a string that is not closed in the window
  while (end > base_) {
    const auto window = text_.substr(base_, end - base_);
    const auto error = simd.stage1(reinterpret_cast<const std::uint8_t*>(window.data()),
                                   window.size(), simdjson::stage1_mode::regular);
    if (error == simdjson::SUCCESS) {
      return take(end, cut || end == text_.size());
    }
    if (error == simdjson::EMPTY) {
      next_base_ = end;
      return false;
    }
    end = error == simdjson::UNCLOSED_STRING ? before_open_string(end)
                                             : before_control_character(end);
    cut = true;
  }
  return false;
}

// The tokens that were found up to `end`. The last one of a window may go on behind it, unless the
// window is known to be `whole`.
bool JsonTokens::take(std::size_t end, bool whole) {
  const auto& simd = *scanner_->implementation;
  const std::size_t count = simd.n_structural_indexes;
  at_ = simd.structural_indexes.get();
  last_ = at_ + (whole ? count : count - 1);
  next_base_ = whole ? end : base_ + at_[count - 1];
  return at_ != last_;
}

// Where the window has to end so that its strings are closed in it.
std::size_t JsonTokens::before_open_string(std::size_t end) {
  const auto quote = base_ + last_open_quote(text_.substr(base_, end - base_));
  if (end == text_.size()) {
    stop(End::open_string, quote, quote);
  }
  return quote;
}

// Where the window has to end so that no string in it holds a control character.
std::size_t JsonTokens::before_control_character(std::size_t end) {
  const auto control = first_control_character(text_.substr(base_, end - base_));
  if (!control.found) {
    stop(End::unreadable, base_, base_);
    return base_;
  }
  stop(End::control_character, base_ + control.string_begin, base_ + control.at);
  return base_ + control.string_begin;
}

JsonTokens::Passed JsonTokens::pass_collection(JsonToken& token, std::size_t max_depth) {
  std::string closers;
  do {
    switch (const char c = text_[token.begin]) {
      case '{':
      case '[':
        if (closers.size() >= max_depth) {
          return Passed::too_deep;
        }
        closers.push_back(c == '{' ? '}' : ']');
        break;
      case '}':
      case ']':
        if (closers.back() != c) {
          return Passed::wrong_bracket;
        }
        closers.pop_back();
        if (closers.empty()) {
          return Passed::yes;
        }
        break;
      default:
        break;
    }
  } while (next(token));
  return Passed::ended;
}

}  // namespace eksplan::doc
