#pragma once
/// What `terraform show -json` prints of a plan or a state.

#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

bool is_terraform(const doc::Node& root);

/// The EKS resources and subnets of all modules. A value that is known only after apply is absent.
/// With any EKS resource the node groups are those that stand here, unless EKS Auto Mode is on.
void read_terraform(const doc::Node& root, const Reading& reading);

}  // namespace eksplan::cluster
