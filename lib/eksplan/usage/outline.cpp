#include "eksplan/usage/outline.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace eksplan::usage {
namespace {

constexpr std::size_t kMostKeys = 100;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Outline scan() {
    Outline seen;
    if (!enter()) {
      return seen;
    }
    while (const auto key = next_key()) {
      seen.keys.push_back(*key);
      if (seen.keys_of_first.empty() && peek() == '{') {
        if (!scan_first(seen.keys_of_first)) {
          break;
        }
      } else if (!scan_value(*key, seen)) {
        break;
      }
      if (seen.keys.size() >= kMostKeys || !seen.api_version.empty() || !seen.kind.empty()) {
        break;
      }
    }
    return seen;
  }

 private:
  char peek() {
    constexpr std::string_view kBlanks = " \t\r\n";
    at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool enter() {
    const bool is_object = peek() == '{';
    at_ += is_object ? 1U : 0U;
    return is_object;
  }

  std::optional<std::string_view> string() {
    if (peek() != '"') {
      return std::nullopt;
    }
    const auto begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      at_ += text_[at_] == '\\' ? 2U : 1U;
    }
    if (at_ >= text_.size()) {
      return std::nullopt;
    }
    return text_.substr(begin, at_++ - begin);
  }

  // The key of the next member, the colon behind it passed.
  std::optional<std::string_view> next_key() {
    if (peek() == ',') {
      ++at_;
    }
    const auto key = string();
    if (!key || peek() != ':') {
      return std::nullopt;
    }
    ++at_;
    return key;
  }

  bool scan_first(std::vector<std::string_view>& keys) {
    enter();
    while (const auto key = next_key()) {
      keys.push_back(*key);
      if (keys.size() >= kMostKeys || !skip_value()) {
        return false;
      }
    }
    const bool closed = peek() == '}';
    ++at_;
    return closed;
  }

  bool scan_value(std::string_view key, Outline& seen) {
    if (peek() != '"') {
      return skip_value();
    }
    const auto value = string();
    if (value && key == "apiVersion") {
      seen.api_version = *value;
    } else if (value && key == "kind") {
      seen.kind = *value;
    }
    return value.has_value();
  }

  bool skip_value() {
    if (peek() == '"') {
      return string().has_value();
    }
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!string()) {
          return false;
        }
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}')) {
        return true;
      }
      if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          return false;
        }
        --depth;
      }
      ++at_;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool contains(const std::vector<std::string_view>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

bool Outline::has(std::string_view key) const {
  return contains(keys, key);
}

bool Outline::first_has(std::string_view key) const {
  return contains(keys_of_first, key);
}

Outline outline(std::string_view text) {
  return Scanner(text).scan();
}

}  // namespace eksplan::usage
