#include "eksplan/doc/fields.hpp"

namespace eksplan::doc {
namespace {

template <class IsWanted>
std::vector<Node> elements_at(const Fields& fields, std::string_view path, IsWanted is_wanted,
                              std::string_view expected) {
  std::vector<Node> elements;
  const auto list = fields.sequence(path);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto element = list->at(i);
    if (is_wanted(element)) {
      elements.push_back(element);
    } else {
      fields.wrong_kind(element, expected);
    }
  }
  return elements;
}

}  // namespace

std::vector<Node> mappings_at(const Fields& fields, std::string_view path) {
  return elements_at(
      fields, path, [](const Node& node) { return node.is_mapping(); }, "a mapping");
}

std::vector<Node> string_nodes_at(const Fields& fields, std::string_view path) {
  return elements_at(
      fields, path, [](const Node& node) { return node.kind() == Kind::string; }, "a string");
}

std::vector<std::string> strings_at(const Fields& fields, std::string_view path) {
  std::vector<std::string> strings;
  for (const auto& node : string_nodes_at(fields, path)) {
    strings.emplace_back(node.text());
  }
  return strings;
}

std::optional<std::int64_t> count_at(const Fields& fields, std::string_view path,
                                     std::int64_t most) {
  const auto count = fields.integer(path);
  if (count && (*count < 0 || *count > most)) {
    report(fields.diagnostics(), *fields.find(path), diag::kK8sFieldValue,
           *count < 0 ? fmt::format("'{}' is negative", *count)
                      : fmt::format("'{}' is more than {}", *count, most),
           fmt::format("write a number from 0 to {}", most));
    return std::nullopt;
  }
  return count;
}

std::optional<std::string> text_of(const Fields& fields, const Node& value) {
  if (value.kind() == Kind::string || value.is_null()) {
    return std::string(value.text());
  }
  if (!value.is_scalar()) {
    fields.wrong_kind(value, "a string");
    return std::nullopt;
  }
  report(
      fields.diagnostics(), value, diag::kK8sFieldType,
      fmt::format("'{}' is {}, not a string; it is taken as text", value.raw(), name(value.kind())),
      fmt::format("write \"{}\" in quotes", value.raw()), diag::Severity::warning);
  return std::string(value.raw());
}

}  // namespace eksplan::doc
