#pragma once
/// What the readers of all kinds share: places, lists and counts with the API's bounds.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/object_id.hpp"

namespace eksplan::doc {
class Node;
class Fields;
}  // namespace eksplan::doc

namespace eksplan::k8s {

/// The file that is being read, by its number in model::Inventory::files, and where problems go.
struct Reading {
  std::uint32_t file = 0;
  diag::Diagnostics& found;
};

model::Place place_of(const doc::Node& node, const Reading& reading);

/// The mapping at `path`; a missing one is an error.
std::optional<doc::Node> required_mapping(const doc::Fields& fields, std::string_view path);

/// The elements of the list at `path`; an element that is not a string is an error and left out.
std::vector<model::Located<std::string>> located_strings_at(const doc::Fields& fields,
                                                            std::string_view path,
                                                            const Reading& reading);

/// The largest value of the API's 32-bit fields.
inline constexpr std::int64_t kMaxInt32 = 2'147'483'647;

std::optional<model::Located<bool>> located_boolean_at(const doc::Fields& fields,
                                                       std::string_view path,
                                                       const Reading& reading);

/// An empty string counts as absent, as in the API.
std::optional<model::Located<std::string>> located_string_at(const doc::Fields& fields,
                                                             std::string_view path,
                                                             const Reading& reading);

}  // namespace eksplan::k8s
