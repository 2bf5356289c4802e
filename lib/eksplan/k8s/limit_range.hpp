#pragma once
/// LimitRange: what containers get that say nothing.

#include "eksplan/k8s/admission.hpp"
#include "eksplan/k8s/reading.hpp"

namespace eksplan::k8s {

/// The defaults that a LimitRange gives to containers (its entries of type Container), after its
/// own defaulting: a missing `default` is `max`; a missing `defaultRequest` is `default`, else
/// `min`.
ContainerDefaults read_limit_range(const doc::Node& node, const Reading& reading);

/// Several LimitRanges of a namespace apply together, the API leaves the order open: what `first`
/// says stays.
ContainerDefaults combine(ContainerDefaults first, const ContainerDefaults& second);

}  // namespace eksplan::k8s
