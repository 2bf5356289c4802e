#pragma once
/// Descriptions of an EKS cluster -> model::Cluster: eksctl ClusterConfig, the JSON of the AWS CLI,
/// Terraform plans and states.

#include <cstdint>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/model/cluster.hpp"

namespace eksplan::cluster {

/// Whether a document describes a cluster (or a part of one) in a form that read() knows. Decided
/// by content alone; an object of Kubernetes never does.
bool describes_cluster(const doc::Node& root);

/// Adds what a document says to `into`. `file` is the number of the file in
/// model::Inventory::files. What is wrong is reported, and the rest is read all the same. Several
/// documents may describe parts of one cluster; of two that name the same thing the last counts.
void read(const doc::Node& root, std::uint32_t file, model::Cluster& into,
          diag::Diagnostics& found);

}  // namespace eksplan::cluster
