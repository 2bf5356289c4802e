#pragma once
/// Pods of DaemonSets in a dump that holds no DaemonSets.

#include <string>

#include "eksplan/model/workload.hpp"

namespace eksplan::demand {

/// What the pods of one DaemonSet share: namespace and name without the suffix that the controller
/// added.
model::ObjectId owner_of(const model::Workload& daemon_pod);

/// The DaemonSet controller binds each pod to its node by name; the DaemonSet itself is not bound
/// to any.
model::Workload without_node_names(model::Workload daemon_pod);

}  // namespace eksplan::demand
