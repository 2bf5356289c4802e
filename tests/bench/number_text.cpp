#include "number_text.hpp"

#include <charconv>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::bench {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

void NumberText::advance() {
  if (text_[at_] == '\n') {
    ++line_;
    column_ = 1;
  } else {
    ++column_;
  }
  ++at_;
}

std::string_view NumberText::next_word() {
  while (at_ < text_.size() && is_blank(text_[at_])) {
    advance();
  }
  word_line_ = line_;
  word_column_ = column_;
  const auto begin = at_;
  while (at_ < text_.size() && !is_blank(text_[at_])) {
    advance();
  }
  return text_.substr(begin, at_ - begin);
}

void NumberText::reject(const std::string& message, const std::string& hint) {
  if (!failed()) {
    fault_ = {fmt::format("{}:{}:{}: error: {}", name_, word_line_, word_column_, message), hint};
  }
}

std::int64_t NumberText::next(std::string_view what, std::int64_t least, std::int64_t most) {
  if (failed()) {
    return 0;
  }
  const auto word = next_word();
  if (word.empty()) {
    reject(fmt::format("the file ends where {} should be", what), "");
    return 0;
  }
  std::int64_t value = 0;
  const auto* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc{} || stop != end) {
    const auto section = word.front() == '#' || word.front() == '$';
    reject(fmt::format("'{}' is not {}", base::printable(base::shorten(word, 40)), what),
           section ? "give the plain form of numbers only, without $-sections"
                   : "write a whole number");
    return 0;
  }
  if (value < least || value > most) {
    reject(fmt::format("{} is not {}", value, what),
           fmt::format("write a number from {} to {}", least, most));
    return 0;
  }
  return value;
}

void NumberText::expect_end() {
  if (failed()) {
    return;
  }
  const auto word = next_word();
  if (!word.empty()) {
    reject(fmt::format("'{}' follows the last item", base::printable(base::shorten(word, 40))),
           "the number of item types says how many there are");
  }
}

}  // namespace eksplan::bench
