#pragma once
/// ClusterConfig of eksctl (eksctl.io/v1alpha5).

#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

bool is_eksctl(const doc::Node& root);

/// A ClusterConfig lists every node group of its cluster, unless nodes come from EKS Auto Mode or
/// from Karpenter.
void read_eksctl(const doc::Node& root, const Reading& reading);

}  // namespace eksplan::cluster
