#pragma once
/// Figures of JSON and YAML trees. Private to this room.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/usage/figures.hpp"
#include "eksplan/usage/input.hpp"

namespace eksplan::doc {
class Document;
class Fields;
class Node;
}  // namespace eksplan::doc

namespace eksplan::usage {

/// The documents of the file; a text with preceding lines that are none of it is given as `text`.
doc::Document read_documents(const Input& in, std::string_view text);
doc::Document read_documents(const Input& in);

/// `cpu` in cores and `memory` in bytes of the mapping at `path`; null and absent are not known.
model::UsageAmounts plain_amounts(const doc::Fields& fields, std::string_view path);

/// The same, written as Kubernetes writes quantities.
model::UsageAmounts quantities(const doc::Fields& fields, std::string_view path);

/// The text at `path` where it is a string; "" where it is absent, null or something else.
std::string text_at(const doc::Node& node, std::string_view key);

/// The mapping under `key`, if it is one.
std::optional<doc::Node> mapping_in(const doc::Node& node, std::string_view key);

/// Calls `read` with the key and the value of each entry of `node` that is a mapping; another
/// value, but null, is an error.
void for_each_mapping(const doc::Node& node, const Input& in,
                      const std::function<void(std::string_view, const doc::Node&)>& read);

/// The same for the elements of a list.
void for_each_element(const doc::Node& node, const Input& in,
                      const std::function<void(const doc::Node&)>& read);

}  // namespace eksplan::usage
