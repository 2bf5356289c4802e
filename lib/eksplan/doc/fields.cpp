#include "eksplan/doc/fields.hpp"

#include <algorithm>
#include <charconv>

#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {
namespace {

// What stands at a node, as the subject of a sentence.
std::string described(const Node& at) {
  if (!at.is_scalar() || at.is_null()) {
    return fmt::format("this is {}", name(at.kind()));
  }
  return fmt::format("{} is {}", in_quotes(at.raw()), name(at.kind()));
}

bool is_boolean_word(std::string_view text) {
  return text == "true" || text == "false";
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

constexpr std::string_view kRemoveQuotes = "remove the quotes";

}  // namespace

// NOLINTNEXTLINE(readability-function-size): see the header
void report(diag::Diagnostics& found, const Node& at, std::string_view code, std::string message,
            std::string hint, diag::Severity severity) {
  found.add({.severity = severity,
             .code = code,
             .at = at.where(),
             .message = std::move(message),
             .hint = std::move(hint),
             .excerpt = at.excerpt()});
}

void Fields::wrong_kind(const Node& at, std::string_view expected) const {
  report(*found_, at, diag::kK8sFieldType, fmt::format("{}, not {}", described(at), expected));
}

std::optional<Node> Fields::find(std::string_view path) const {
  Node at = node_;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('.', begin), path.size());
    const auto key = path.substr(begin, end - begin);
    begin = end + 1;
    if (!at.is_mapping()) {
      if (!at.is_null()) {
        wrong_kind(at, "a mapping");
      }
      return std::nullopt;
    }
    const auto below = at.find(key);
    if (!below || below->is_null()) {
      return std::nullopt;
    }
    at = *below;
  }
  return at;
}

std::optional<Node> Fields::mapping(std::string_view path) const {
  const auto at = find(path);
  if (at && !at->is_mapping()) {
    wrong_kind(*at, "a mapping");
    return std::nullopt;
  }
  return at;
}

std::optional<Node> Fields::sequence(std::string_view path) const {
  const auto at = find(path);
  if (at && at->kind() != Kind::sequence) {
    wrong_kind(*at, "a list");
    return std::nullopt;
  }
  return at;
}

std::optional<std::string> Fields::string(std::string_view path) const {
  const auto at = find(path);
  if (!at) {
    return std::nullopt;
  }
  if (at->kind() == Kind::string) {
    return std::string(at->text());
  }
  report(*found_, *at, diag::kK8sFieldType, fmt::format("{}, not a string", described(*at)),
         at->is_scalar() ? "put it in quotes" : "");
  return std::nullopt;
}

std::optional<bool> Fields::boolean(std::string_view path) const {
  const auto at = find(path);
  if (!at) {
    return std::nullopt;
  }
  if (at->kind() == Kind::boolean) {
    return at->text() == "true";
  }
  const bool in_quotes = at->kind() == Kind::string && is_boolean_word(at->text());
  report(*found_, *at, diag::kK8sFieldType, fmt::format("{}, not a boolean", described(*at)),
         std::string(in_quotes         ? kRemoveQuotes
                     : at->is_scalar() ? "write true or false"
                                       : ""));
  return std::nullopt;
}

std::optional<std::int64_t> Fields::integer(std::string_view path) const {
  const auto at = find(path);
  if (!at) {
    return std::nullopt;
  }
  if (at->kind() == Kind::integer) {
    const auto text = at->text();
    std::int64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{}) {
      return value;
    }
    report(*found_, *at, diag::kK8sFieldValue,
           fmt::format("{} is more than 64 bits hold", in_quotes(at->raw())));
    return std::nullopt;
  }
  if (at->kind() == Kind::floating) {
    report(*found_, *at, diag::kK8sFieldType,
           fmt::format("{} is not a whole number", in_quotes(at->raw())),
           "write it without a decimal point or an exponent");
    return std::nullopt;
  }
  const bool in_quotes = at->kind() == Kind::string && is_whole_number(at->text());
  report(*found_, *at, diag::kK8sFieldType, fmt::format("{}, not a number", described(*at)),
         std::string(in_quotes ? kRemoveQuotes : ""));
  return std::nullopt;
}

std::optional<std::string> Fields::loose_string(std::string_view path) const {
  const auto at = find(path);
  if (!at) {
    return std::nullopt;
  }
  if (!at->is_scalar()) {
    wrong_kind(*at, "a string");
    return std::nullopt;
  }
  return std::string(at->raw());
}

std::optional<std::string> Fields::required_string(std::string_view path) const {
  const auto at = find(path);
  if (at) {
    return string(path);
  }
  report(*found_, node_, diag::kK8sFieldMissing, fmt::format("'{}' is missing", path));
  return std::nullopt;
}

}  // namespace eksplan::doc
