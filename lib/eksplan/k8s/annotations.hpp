#pragma once
/// Where annotations stand that a rule may ask for.

#include <string_view>

#include "eksplan/k8s/reading.hpp"

namespace eksplan::k8s {

/// Whether a rule looks at annotations of this key: AWS's own, those of load balancers and of the
/// downscaler, and the ones that switch a rule off. Of any other key the place is not kept, as a
/// dump has very many.
bool is_asked_for(std::string_view key);

/// The places of such annotations in metadata.annotations of `node`, an object or a pod template.
/// What is wrong with them is told by who reads their values.
model::AnnotationPlaces annotation_places_of(const doc::Node& node, const Reading& reading);

}  // namespace eksplan::k8s
