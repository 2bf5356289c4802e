#pragma once
/// Descriptions of an EKS cluster -> model::Cluster: eksctl ClusterConfig, the JSON of the AWS CLI,
/// Terraform plans and states.

#include <cstdint>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/model/cluster.hpp"

namespace eksplan::cluster {

/// Whether a document describes a cluster (or a part of one) in a form that read() knows. Decided
/// by content alone; an object of Kubernetes never does. A list does when each of its elements
/// does.
bool describes_cluster(const doc::Node& root);

/// Adds what a document says to `into`, whose lists settle() brings into order in the end. `file`
/// is the number of the file in model::Inventory::files. What is wrong is reported, and the rest is
/// read all the same; fields that eksplan does not read are ignored. Several documents may describe
/// parts of one cluster; two that name different clusters are reported, and read as one.
///
/// A Fargate profile without a name and a selector without a namespace are kept as they are: EKS
/// refuses them, and that is a rule's to say.
void read(const doc::Node& root, std::uint32_t file, model::Cluster& into,
          diag::Diagnostics& found);

/// Sorts the lists by name once everything is read. Of two entries that have the same name the last
/// counts.
void settle(model::Cluster& cluster);

}  // namespace eksplan::cluster
