#pragma once
/// Node groups of eksctl, with the defaults that eksctl gives them.

#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

/// An entry of managedNodeGroups, or of nodeGroups (not managed). What a group uses beyond a
/// manifest's sight goes to Cluster::uses.
model::ClusterNodeGroup read_eksctl_group(const doc::Node& node, bool managed,
                                          const Reading& reading);

/// The Local Zone or Wavelength Zone that the group's nodes are in, the first by name; empty when
/// it has none or also others.
std::string edge_zone_of(const doc::Node& node, const Reading& reading);

}  // namespace eksplan::cluster
