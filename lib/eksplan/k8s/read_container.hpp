#pragma once
/// One container of a pod.

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::k8s {

/// Reads a container as written: requests and limits are not filled in yet.
model::Container read_container(const doc::Node& node, const Reading& reading);

}  // namespace eksplan::k8s
