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

std::vector<model::Located<std::string>> located_strings_at(const doc::Fields& fields,
                                                            std::string_view path,
                                                            const Reading& reading) {
  std::vector<model::Located<std::string>> strings;
  for (const auto& node : doc::string_nodes_at(fields, path)) {
    strings.push_back({std::string(node.text()), place_of(node, reading)});
  }
  return strings;
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
