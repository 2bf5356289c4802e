#pragma once
/// Labels, annotations and what selects by labels.

#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::k8s {

/// A mapping of text to text at `path`. A value that was not quoted (true, 1) is taken as it
/// stands, with a warning: the API refuses it, and people still have such files. kubectl's own
/// annotation, which holds a copy of the object, is left out.
model::Labels labels_at(const doc::Fields& fields, std::string_view path);

/// Operators that a list of requirements may use: node affinity also compares numbers.
enum class Operators : bool { labels, nodes };

/// Requirements at `path`: {key, operator, values}; one that cannot be read is an error.
std::vector<model::LabelRequirement> requirements_at(const doc::Fields& fields,
                                                     std::string_view path, Operators operators,
                                                     const Reading& reading);

/// A label selector; matchLabels become requirements as well.
std::optional<model::LabelSelector> selector_at(const doc::Fields& fields, std::string_view path,
                                                const Reading& reading);

}  // namespace eksplan::k8s
