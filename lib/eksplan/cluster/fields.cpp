#include "eksplan/cluster/fields.hpp"

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"

namespace eksplan::cluster {
namespace {

constexpr std::int64_t kMaxCount = 2'147'483'647;

std::optional<std::string> text_of(const doc::Fields& fields, const doc::Node& value) {
  if (value.kind() == doc::Kind::string || value.is_null()) {
    return std::string(value.text());
  }
  if (!value.is_scalar()) {
    fields.wrong_kind(value, "a string");
    return std::nullopt;
  }
  doc::report(fields.diagnostics(), value, diag::kK8sFieldType,
              fmt::format("'{}' is {}, not a string; it is taken as text", value.raw(),
                          doc::name(value.kind())),
              fmt::format("write \"{}\" in quotes", value.raw()), diag::Severity::warning);
  return std::string(value.raw());
}

}  // namespace

model::Place place_of(const doc::Node& node, const Reading& reading) {
  const auto position = node.position();
  return {.file = reading.file, .line = position.line, .column = position.column};
}

std::string path_of(const doc::Node& node) {
  return node.where().path;
}

std::vector<doc::Node> mappings_at(const doc::Fields& fields, std::string_view path) {
  std::vector<doc::Node> mappings;
  const auto list = fields.sequence(path);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto element = list->at(i);
    if (element.is_mapping()) {
      mappings.push_back(element);
    } else {
      fields.wrong_kind(element, "a mapping");
    }
  }
  return mappings;
}

std::vector<std::string> strings_at(const doc::Fields& fields, std::string_view path) {
  std::vector<std::string> strings;
  const auto list = fields.sequence(path);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto element = list->at(i);
    if (element.kind() == doc::Kind::string) {
      strings.emplace_back(element.text());
    } else {
      fields.wrong_kind(element, "a string");
    }
  }
  return strings;
}

std::optional<std::int64_t> count_at(const doc::Fields& fields, std::string_view path) {
  const auto count = fields.integer(path);
  if (count && (*count < 0 || *count > kMaxCount)) {
    doc::report(fields.diagnostics(), *fields.find(path), diag::kK8sFieldValue,
                *count < 0 ? fmt::format("'{}' is negative", *count)
                           : fmt::format("'{}' is more than {}", *count, kMaxCount),
                fmt::format("write a number from 0 to {}", kMaxCount));
    return std::nullopt;
  }
  return count;
}

std::optional<std::string> text_at(const doc::Fields& fields, std::string_view path) {
  const auto value = fields.find(path);
  return value ? text_of(fields, *value) : std::nullopt;
}

model::Labels labels_at(const doc::Fields& fields, std::string_view path) {
  model::Labels labels;
  const auto mapping = fields.mapping(path);
  for (std::size_t i = 0; mapping && i < mapping->size(); ++i) {
    if (auto text = text_of(fields, mapping->at(i))) {
      labels.insert_or_assign(std::string(mapping->key(i).text()), std::move(*text));
    }
  }
  return labels;
}

bool is_true(const doc::Fields& fields, std::string_view path) {
  return fields.boolean(path).value_or(false);
}

bool is_given(const doc::Fields& fields, std::string_view path) {
  const auto value = fields.find(path);
  return value && (value->is_scalar() ? !value->text().empty() : value->size() != 0);
}

}  // namespace eksplan::cluster
