#pragma once
/// Pods that hide in objects of other kinds, so that none is lost silently.

#include <optional>

#include "eksplan/k8s/reading.hpp"

namespace eksplan::k8s {

/// The first mapping within `node` that has a list `containers` whose elements all have a name and
/// an image: that list, in the order of the text.
std::optional<doc::Node> find_containers(const doc::Node& node);

}  // namespace eksplan::k8s
