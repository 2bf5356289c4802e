#include "eksplan/usage/json_figures.hpp"

#include <fmt/format.h>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/read.hpp"

namespace eksplan::usage {
namespace {

template <class ParseCpu, class ParseMemory>
model::UsageAmounts amounts(const doc::Fields& fields, std::string_view path, ParseCpu parse_cpu,
                            ParseMemory parse_memory) {
  return {fields.parsed(fmt::format("{}.cpu", path), parse_cpu, diag::kUsageValue),
          fields.parsed(fmt::format("{}.memory", path), parse_memory, diag::kUsageValue)};
}

void no_mapping(const doc::Node& value, const Input& in) {
  doc::Fields(value, in.problems.pending()).wrong_kind(value, "a mapping");
  in.problems.pass_on();
}

}  // namespace

void for_each_mapping(const doc::Node& node, const Input& in,
                      const std::function<void(std::string_view, const doc::Node&)>& read) {
  for (std::size_t i = 0; i < node.size(); ++i) {
    const auto value = node.at(i);
    if (value.is_mapping()) {
      read(node.key(i).text(), value);
    } else if (!value.is_null()) {
      no_mapping(value, in);
    }
  }
}

void for_each_element(const doc::Node& node, const Input& in,
                      const std::function<void(const doc::Node&)>& read) {
  for (std::size_t i = 0; i < node.size(); ++i) {
    const auto value = node.at(i);
    if (value.is_mapping()) {
      read(value);
    } else {
      no_mapping(value, in);
    }
  }
}

doc::Document read_documents(const Input& in, std::string_view text) {
  auto document = doc::read({in.file.name, text}, {}, in.problems.pending());
  in.problems.pass_on();
  return document;
}

doc::Document read_documents(const Input& in) {
  return read_documents(in, in.file.text);
}

model::UsageAmounts plain_amounts(const doc::Fields& fields, std::string_view path) {
  return amounts(fields, path, parse_cores, parse_bytes);
}

model::UsageAmounts quantities(const doc::Fields& fields, std::string_view path) {
  return amounts(fields, path, parse_cpu, parse_memory);
}

std::string text_at(const doc::Node& node, std::string_view key) {
  const auto value = node.find(key);
  return value && value->kind() == doc::Kind::string ? std::string(value->text()) : std::string();
}

std::optional<doc::Node> mapping_in(const doc::Node& node, std::string_view key) {
  const auto value = node.find(key);
  return value && value->is_mapping() ? value : std::nullopt;
}

}  // namespace eksplan::usage
