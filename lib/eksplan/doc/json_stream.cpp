#include "eksplan/doc/json_stream.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::doc {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// By character: what it adds to the depth of nesting.
constexpr auto kDepth = [] {
  std::array<signed char, 256> change{};
  change['{'] = change['['] = 1;
  change['}'] = change[']'] = -1;
  return change;
}();

int depth_change(char c) {
  return kDepth[static_cast<unsigned char>(c)];
}

}  // namespace

JsonStream::JsonStream(ByteSource& source, StreamSizes sizes) : window_(source, sizes) {}

// `tokens` tokens from at_ on lie in the window.
bool JsonStream::need(std::ptrdiff_t tokens) {
  while (window_.end() - at_ < tokens) {
    if (fault_) {
      return false;
    }
    const bool moved = window_.advance(at_);
    at_ = window_.begin();
    if (!moved) {
      if (window_.fault()) {
        return fail(*window_.fault());
      }
      return false;
    }
  }
  return true;
}

bool JsonStream::fail(Problem problem) {
  if (!fault_) {
    if (problem.path.empty()) {
      problem.path = path();
    }
    fault_ = problem_at(std::move(problem));
  }
  pending_ = false;
  return false;
}

StreamProblem JsonStream::problem_at(Problem problem) const {
  const auto base = window_.base();
  const auto text = window_.text();
  if (problem.offset < base || problem.offset > base + text.size()) {
    return {std::move(problem), {}};
  }
  auto excerpt = excerpt_of(text, problem.offset - base, problem.length);
  return {std::move(problem), std::move(excerpt)};
}

// The tokens have run out.
bool JsonStream::cut_off() {
  const auto end = window_.base() + window_.text().size();
  if (end == 0) {
    return fail({.code = diag::kJsonSyntax, .message = "the file is empty"});
  }
  return fail({.code = diag::kJsonSyntax,
               .offset = end,
               .message = fmt::format("the file ends after {} bytes, in the middle", end),
               .hint = "it was cut off; fetch it again"});
}

bool JsonStream::unexpected(JsonPlace place) {
  auto found = window_.text().substr(*at_, at_[1] - *at_);
  auto problem = unexpected_token(base::trim(found), window_.base() + *at_, place);
  if (place == JsonPlace::stream) {
    problem.hint = "remove it; a price list is one value";
  }
  return fail(std::move(problem));
}

bool JsonStream::begin() {
  begun_ = true;
  at_ = window_.begin();
  if (need(1) && window_.text().substr(*at_, kByteOrderMark.size()) == kByteOrderMark) {
    ++at_;
  }
  return need(1) || cut_off();
}

bool JsonStream::enter() {
  if (!begun_) {
    if (!begin()) {
      return false;
    }
    pending_ = true;
  }
  if (!pending_ || (here() != '{' && here() != '[')) {
    return false;
  }
  if (levels_.size() == kMostDepth) {
    return false;
  }
  levels_.push_back({here() == '{', true, std::exchange(key_, {})});
  pending_ = false;
  ++at_;
  return true;
}

// Behind the value at at_, wherever that is.
bool JsonStream::pass_value() {
  pending_ = false;
  int depth = 0;
  do {
    if (!need(1)) {
      return cut_off();
    }
    const char* const text = window_.text().data();
    const auto* const end = window_.end();
    const auto* at = at_;
    do {
      depth += depth_change(text[*at]);
      ++at;
    } while (depth > 0 && at != end);
    at_ = at;
  } while (depth > 0);
  return true;
}

bool JsonStream::close() {
  ++at_;
  key_ = std::move(levels_.back().key);
  levels_.pop_back();
  return false;
}

// Up to the next member. False at the end of the collection and at a fault.
bool JsonStream::separator() {
  auto& level = levels_.back();
  if (!need(1)) {
    return cut_off();
  }
  const bool first = std::exchange(level.first, false);
  if (here() == (level.mapping ? '}' : ']')) {
    return close();
  }
  if (first) {
    return true;
  }
  if (here() != ',') {
    return unexpected(level.mapping ? JsonPlace::mapping_separator : JsonPlace::sequence_separator);
  }
  ++at_;
  return need(1) || cut_off();
}

bool JsonStream::read_key() {
  if (here() != '"') {
    return unexpected(JsonPlace::key);
  }
  if (!need(3)) {  // the key, a colon, the beginning of the value
    return cut_off();
  }
  text_.text = window_.text();
  text_.base = window_.base();
  const auto key = JsonView(text_, at_, at_ + 1).string();
  if (!key) {
    return text_.fault ? fail(*text_.fault) : unexpected(JsonPlace::key);
  }
  key_ = *key;
  ++at_;
  if (here() != ':') {
    return unexpected(JsonPlace::colon);
  }
  ++at_;
  return true;
}

bool JsonStream::next() {
  EKSPLAN_ASSERT(fault_ || !levels_.empty(), "a collection was entered");
  if (!fault_ && text_.fault) {
    fail(*text_.fault);
  }
  if (fault_ || (pending_ && !pass_value()) || !separator()) {
    return false;
  }
  key_.clear();
  if (levels_.back().mapping && !read_key()) {
    return false;
  }
  if (!is_value_at(window_.text(), at_)) {
    return unexpected(JsonPlace::value);
  }
  pending_ = true;
  return true;
}

std::optional<JsonView> JsonStream::value() {
  EKSPLAN_ASSERT(pending_, "a value is taken once");
  text_.unescaped.clear();
  std::ptrdiff_t length = 0;
  int depth = 0;
  do {
    if (!need(length + 1)) {
      cut_off();
      return std::nullopt;
    }
    const char* const text = window_.text().data();
    const auto* const end = window_.end();
    const auto* at = at_ + length;
    do {
      depth += depth_change(text[*at]);
      ++at;
    } while (depth > 0 && at != end);
    length = at - at_;
  } while (depth > 0);
  pending_ = false;
  text_.text = window_.text();
  text_.base = window_.base();
  const auto* const begin = std::exchange(at_, at_ + length);
  return JsonView(text_, begin, at_);
}

std::optional<JsonView> JsonStream::root() {
  EKSPLAN_ASSERT(!begun_, "the root comes first");
  if (!begin()) {
    return std::nullopt;
  }
  if (!is_value_at(window_.text(), at_)) {
    unexpected(JsonPlace::value);
    return std::nullopt;
  }
  pending_ = true;
  return value();
}

bool JsonStream::finish() {
  while (!fault_ && !levels_.empty()) {
    while (next()) {
    }
  }
  if (!fault_ && text_.fault) {
    fail(*text_.fault);
  }
  if (!fault_ && begun_ && need(1)) {
    unexpected(JsonPlace::stream);
  }
  return !fault_;
}

std::optional<StreamProblem> JsonStream::problem() const {
  return fault_;
}

std::string JsonStream::path() const {
  std::string path;
  const auto add = [&](std::string_view key) {
    if (!key.empty()) {
      path += (path.empty() ? "" : ".") + std::string(key);
    }
  };
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    add(levels_[i].key);
  }
  add(key_);
  return path;
}

}  // namespace eksplan::doc
