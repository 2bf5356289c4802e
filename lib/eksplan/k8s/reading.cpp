#include "eksplan/k8s/reading.hpp"

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::k8s {

model::Place place_of(const doc::Node& node, const Reading& reading) {
  const auto position = node.position();
  return {.file = reading.file, .line = position.line, .column = position.column};
}

std::optional<doc::Node> required_mapping(const doc::Fields& fields, std::string_view path) {
  const auto node = fields.find(path);
  if (!node) {
    doc::report(fields.diagnostics(), fields.node(), diag::kK8sFieldMissing,
                fmt::format("'{}' is missing", path));
    return std::nullopt;
  }
  return fields.mapping(path);
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

std::vector<model::Located<std::string>> located_strings_at(const doc::Fields& fields,
                                                            std::string_view path,
                                                            const Reading& reading) {
  std::vector<model::Located<std::string>> strings;
  const auto list = fields.sequence(path);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto element = list->at(i);
    if (element.kind() == doc::Kind::string) {
      strings.push_back({std::string(element.text()), place_of(element, reading)});
    } else {
      fields.wrong_kind(element, "a string");
    }
  }
  return strings;
}

std::vector<std::string> strings_at(const doc::Fields& fields, std::string_view path) {
  std::vector<std::string> strings;
  const Reading anywhere{.file = 0, .found = fields.diagnostics()};
  for (auto& located : located_strings_at(fields, path, anywhere)) {
    strings.push_back(std::move(located.value));
  }
  return strings;
}

std::optional<std::int64_t> count_at(const doc::Fields& fields, std::string_view path,
                                     std::int64_t most) {
  const auto count = fields.integer(path);
  if (count && (*count < 0 || *count > most)) {
    const auto node = fields.find(path);
    doc::report(fields.diagnostics(), *node, diag::kK8sFieldValue,
                *count < 0 ? fmt::format("'{}' is negative", *count)
                           : fmt::format("'{}' is more than {}", *count, most),
                fmt::format("write a number from 0 to {}", most));
    return std::nullopt;
  }
  return count;
}

std::optional<model::Located<bool>> located_boolean_at(const doc::Fields& fields,
                                                       std::string_view path,
                                                       const Reading& reading) {
  const auto value = fields.boolean(path);
  if (!value) {
    return std::nullopt;
  }
  return model::Located<bool>{*value, place_of(*fields.find(path), reading)};
}

std::optional<model::Located<std::string>> located_string_at(const doc::Fields& fields,
                                                             std::string_view path,
                                                             const Reading& reading) {
  auto value = fields.string(path);
  if (!value || value->empty()) {
    return std::nullopt;
  }
  return model::Located<std::string>{std::move(*value), place_of(*fields.find(path), reading)};
}

}  // namespace eksplan::k8s
