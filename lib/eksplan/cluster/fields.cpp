#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

model::Place place_of(const doc::Node& node, const Reading& reading) {
  const auto position = node.position();
  return {.file = reading.file, .line = position.line, .column = position.column};
}

std::string path_of(const doc::Node& node) {
  return node.where().path;
}

std::optional<std::int64_t> count_at(const doc::Fields& fields, std::string_view path) {
  constexpr std::int64_t kMost = 2'147'483'647;
  return doc::count_at(fields, path, kMost);
}

std::optional<std::string> text_at(const doc::Fields& fields, std::string_view path) {
  const auto value = fields.find(path);
  return value ? doc::text_of(fields, *value) : std::nullopt;
}

model::Labels labels_at(const doc::Fields& fields, std::string_view path) {
  model::Labels labels;
  const auto mapping = fields.mapping(path);
  for (std::size_t i = 0; mapping && i < mapping->size(); ++i) {
    if (auto text = doc::text_of(fields, mapping->at(i))) {
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
