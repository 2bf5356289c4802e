#pragma once
/// Reading manifests in tests: the inventory, and what was reported, one line each.

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/k8s/read.hpp"

namespace eksplan::k8s {

struct ReadResult {
  model::Inventory inventory;
  /// "a.yaml:3:9: error: spec.replicas: message [code] (hint)", sorted as a user sees them.
  std::vector<std::string> told;
};

/// Reads `files` as a.yaml, b.yaml, ...
ReadResult read_files(const std::vector<std::string>& files, const Options& options = {});

ReadResult read_text(const std::string& text);

/// The only workload of `result`; a test failure when there is another number of them.
const model::Workload& only_workload(const ReadResult& result);

/// A Pod named p with `spec` as the flow mapping of its spec: "{containers: [{name: a}]}".
std::string pod_with(const std::string& spec);

}  // namespace eksplan::k8s

template <>
struct Catch::StringMaker<eksplan::model::Place> {
  static std::string convert(const eksplan::model::Place& place);
};
