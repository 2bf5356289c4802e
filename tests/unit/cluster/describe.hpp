#pragma once
/// Reading descriptions of clusters in tests: the cluster, and what was reported, one line each.

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/cluster/read.hpp"

namespace eksplan::cluster {

using Lines = std::vector<std::string>;

struct Described {
  model::Cluster cluster;
  /// "a.yaml:3:9: error: metadata.name: message [code] (hint)", sorted as a user sees them.
  Lines told;
  /// Documents that describe no cluster.
  int others = 0;
};

/// Reads the documents of `files` as a.yaml, b.yaml, ...
Described describe_files(const std::vector<std::string>& files);

Described describe(const std::string& text);

/// A ClusterConfig with `fields` after its metadata.
std::string cluster_config(const std::string& fields);

/// The only node group of the cluster; a test failure when there is another number of them.
model::ClusterNodeGroup only_group(const Described& described);

}  // namespace eksplan::cluster
