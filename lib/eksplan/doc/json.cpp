#include "eksplan/doc/json.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/builder.hpp"
#include "eksplan/doc/json_problem.hpp"
#include "eksplan/doc/json_scalar.hpp"
#include "eksplan/doc/json_tokens.hpp"

namespace eksplan::doc {
namespace {

/// Tokens of one stream to documents, with the grammar of JSON as a machine of a few states.
class JsonValues {
 public:
  JsonValues(Tree& tree, std::size_t begin, const ReadOptions& options, Problems& problems)
      : text_(tree.text()),
        options_(&options),
        problems_(&problems),
        builder_(tree, options, problems),
        tokens_(tree.text(), begin),
        value_begin_(begin) {}

  std::optional<JsonFault> read();

 private:
  enum class State : std::uint8_t {
    begin,
    first_element,
    element,
    first_key,
    key,
    colon,
    value,
    separator
  };

  struct Open {
    std::uint32_t offset;
    bool mapping;
  };

  bool step(const JsonToken& token);
  bool value(const JsonToken& token);
  bool key(const JsonToken& token);
  bool pass(const JsonToken& token);
  bool open(const JsonToken& token, Kind kind);
  bool close(const JsonToken& token);
  bool separator(const JsonToken& token);
  bool string(const JsonToken& token, Scalar& scalar);
  bool number_or_word(const JsonToken& token, Scalar& scalar);
  bool read_scalar(const JsonToken& token, Scalar& scalar);
  void after_value();
  bool fail(Problem problem);
  bool unexpected(const JsonToken& token);
  bool too_deep(std::size_t offset);
  bool wrong_bracket(std::size_t offset, std::size_t opened);
  void explain_end();

  std::string_view trimmed(const JsonToken& token) const {
    auto end = token.end;
    while (end > token.begin + 1 && is_json_blank(text_[end - 1])) {
      --end;
    }
    return text_.substr(token.begin, end - token.begin);
  }

  std::string_view text_;
  const ReadOptions* options_;
  Problems* problems_;
  Builder builder_;
  JsonTokens tokens_;
  State state_ = State::begin;
  std::vector<Open> open_;
  std::string unescaped_;
  std::size_t value_begin_;
  bool any_value_ = false;
  std::optional<JsonFault> fault_;
};

std::optional<JsonFault> JsonValues::read() {
  JsonToken token;
  while (tokens_.next(token)) {
    if (!step(token)) {
      return std::move(fault_);
    }
  }
  if (state_ != State::begin || tokens_.end() != JsonTokens::End::text) {
    explain_end();
  }
  return std::move(fault_);
}

bool JsonValues::step(const JsonToken& token) {
  switch (state_) {
    case State::begin:
      value_begin_ = token.begin;
      builder_.begin_document();
      return value(token);
    case State::first_element:
      return text_[token.begin] == ']' ? close(token) : value(token);
    case State::first_key:
      return text_[token.begin] == '}' ? close(token) : key(token);
    case State::key:
      return key(token);
    case State::colon:
      if (text_[token.begin] != ':') {
        return unexpected(token);
      }
      state_ = builder_.skips_value() ? State::value : State::element;
      return true;
    case State::element:
      return value(token);
    case State::value:
      return pass(token);
    case State::separator:
      return separator(token);
  }
  return false;
}

bool JsonValues::value(const JsonToken& token) {
  const char c = text_[token.begin];
  if (c == '{') {
    return open(token, Kind::mapping);
  }
  if (c == '[') {
    return open(token, Kind::sequence);
  }
  Scalar scalar;
  if (!read_scalar(token, scalar)) {
    return false;
  }
  builder_.scalar(scalar);
  after_value();
  return true;
}

// A value that is not kept.
bool JsonValues::pass(const JsonToken& token) {
  const char c = text_[token.begin];
  if (c == '{' || c == '[') {
    JsonToken closing = token;
    switch (tokens_.pass_collection(
        closing, options_->max_depth - std::min(options_->max_depth, open_.size()))) {
      case JsonTokens::Passed::yes:
        break;
      case JsonTokens::Passed::too_deep:
        return too_deep(closing.begin);
      case JsonTokens::Passed::wrong_bracket:
        return wrong_bracket(closing.begin, token.begin);
      case JsonTokens::Passed::ended:
        open_.push_back({static_cast<std::uint32_t>(token.begin), c == '{'});
        explain_end();
        return false;
    }
  } else if (Scalar scalar; !read_scalar(token, scalar)) {
    return false;
  }
  builder_.pass();
  after_value();
  return true;
}

bool JsonValues::read_scalar(const JsonToken& token, Scalar& scalar) {
  scalar.offset = static_cast<std::uint32_t>(token.begin);
  return text_[token.begin] == '"' ? string(token, scalar) : number_or_word(token, scalar);
}

bool JsonValues::string(const JsonToken& token, Scalar& scalar) {
  const auto quoted = trimmed(token);
  if (quoted.size() < 2 || quoted.back() != '"') {
    return unexpected(token);
  }
  scalar.text = quoted.substr(1, quoted.size() - 2);
  if (scalar.text.find('\\') == std::string_view::npos) {
    scalar.content = scalar.offset + 1;
    return true;
  }
  auto unescaped = unescape(scalar.text);
  if (unescaped.fault != std::string_view::npos) {
    return fail(wrong_escape(text_, token.begin + 1 + unescaped.fault));
  }
  unescaped_ = std::move(unescaped.text);
  scalar.text = unescaped_;
  return true;
}

bool JsonValues::number_or_word(const JsonToken& token, Scalar& scalar) {
  const auto text = trimmed(token);
  scalar.text = text;
  scalar.content = scalar.offset;
  if (text == "null") {
    scalar.kind = Kind::null;
    return true;
  }
  scalar.truth = text == "true";
  if (scalar.truth || text == "false") {
    scalar.kind = Kind::boolean;
    return true;
  }
  switch (classify_number(text)) {
    case JsonNumber::integer:
      scalar.kind = Kind::integer;
      scalar.rewritten = text == "-0" ? std::string_view("0") : std::string_view{};
      return true;
    case JsonNumber::floating:
      scalar.kind = Kind::floating;
      return true;
    case JsonNumber::none:
      break;
  }
  return unexpected(token);
}

bool JsonValues::key(const JsonToken& token) {
  Scalar scalar;
  if (text_[token.begin] != '"') {
    return unexpected(token);
  }
  if (!read_scalar(token, scalar)) {
    return false;
  }
  builder_.key(scalar);
  state_ = State::colon;
  return true;
}

bool JsonValues::open(const JsonToken& token, Kind kind) {
  if (!builder_.open(kind, static_cast<std::uint32_t>(token.begin))) {
    return too_deep(token.begin);
  }
  open_.push_back({static_cast<std::uint32_t>(token.begin), kind == Kind::mapping});
  state_ = kind == Kind::mapping ? State::first_key : State::first_element;
  return true;
}

bool JsonValues::close(const JsonToken&) {
  open_.pop_back();
  builder_.close();
  after_value();
  return true;
}

bool JsonValues::separator(const JsonToken& token) {
  const char c = text_[token.begin];
  const bool mapping = open_.back().mapping;
  if (c == ',') {
    state_ = mapping ? State::key : State::element;
    return true;
  }
  if (c == (mapping ? '}' : ']')) {
    return close(token);
  }
  if (c == '}' || c == ']') {
    return wrong_bracket(token.begin, open_.back().offset);
  }
  return unexpected(token);
}

void JsonValues::after_value() {
  if (!open_.empty()) {
    state_ = State::separator;
    return;
  }
  builder_.end_document();
  any_value_ = true;
  state_ = State::begin;
}

bool JsonValues::fail(Problem problem) {
  fault_ = JsonFault{std::move(problem), true, value_begin_};
  return false;
}

bool JsonValues::unexpected(const JsonToken& token) {
  constexpr std::string_view kSeparators = ",}]:";
  auto found = trimmed(token);
  if (kSeparators.find(text_[token.begin]) != std::string_view::npos) {
    found = found.substr(0, 1);
  }
  JsonPlace place = JsonPlace::value;
  switch (state_) {
    case State::begin:
      place = any_value_ ? JsonPlace::stream : JsonPlace::value;
      break;
    case State::first_key:
    case State::key:
      place = JsonPlace::key;
      break;
    case State::colon:
      place = JsonPlace::colon;
      break;
    case State::separator:
      place = open_.back().mapping ? JsonPlace::mapping_separator : JsonPlace::sequence_separator;
      break;
    case State::first_element:
    case State::element:
    case State::value:
      break;
  }
  return fail(unexpected_token(found, token.begin, place));
}

bool JsonValues::too_deep(std::size_t offset) {
  fail({.code = diag::kNestingTooDeep,
        .offset = offset,
        .message =
            fmt::format("lists and mappings are nested more than {} deep", options_->max_depth),
        .hint = "no Kubernetes object is; is a bracket not closed?"});
  fault_->is_syntax = false;
  return false;
}

bool JsonValues::wrong_bracket(std::size_t offset, std::size_t opened) {
  const char opening = text_[opened];
  return fail({.code = diag::kJsonSyntax,
               .offset = offset,
               .message = fmt::format("'{}' cannot close the '{}' on line {}", text_[offset],
                                      opening, problems_->line(opened)),
               .hint = fmt::format("write '{}'", opening == '{' ? '}' : ']')});
}

// The tokens have run out where more was expected.
void JsonValues::explain_end() {
  switch (tokens_.end()) {
    case JsonTokens::End::open_string:
      fail(open_string(tokens_.string_begin()));
      return;
    case JsonTokens::End::control_character:
      fail(control_in_string(text_, tokens_.fault()));
      return;
    case JsonTokens::End::unreadable:
      fail({.code = diag::kJsonSyntax,
            .offset = tokens_.fault(),
            .message = "this is not valid JSON"});
      return;
    case JsonTokens::End::text:
      break;
  }
  const auto& opened = open_.back();
  fail({.code = diag::kJsonSyntax,
        .offset = text_.size(),
        .message = fmt::format("the file ends inside {}",
                               name(opened.mapping ? Kind::mapping : Kind::sequence)),
        .hint = fmt::format("the '{}' on line {} is not closed; is the file cut off?",
                            opened.mapping ? '{' : '[', problems_->line(opened.offset))});
}

}  // namespace

std::optional<JsonFault> read_json_values(Tree& tree, std::size_t begin, const ReadOptions& options,
                                          Problems& problems) {
  return JsonValues(tree, begin, options, problems).read();
}

}  // namespace eksplan::doc
