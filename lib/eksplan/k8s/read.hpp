#pragma once
/// Manifests, a dump, descriptions of an EKS cluster -> model::Inventory.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::k8s {

/// One file as it was read: its name for messages and its text, which may go once read() has
/// returned.
struct File {
  std::string name;
  std::string_view text;
};

struct Options {
  std::string default_namespace = "default";  ///< for objects without metadata.namespace
  bool keep_going = false;  ///< duplicate keys: the last one counts, with a warning
};

/// Reads every document of every file, in that order. An object that cannot be understood is
/// reported to `found` and left out. The same kind, namespace and name twice: the last one counts,
/// with a warning. Objects of a dump that another object of the input controls are not counted
/// twice; finished pods, empty ReplicaSets and Helm hooks are left out. Requests are as the
/// scheduler sees them after limits, LimitRange and pod-level resources; replicas are bounded by an
/// HPA (its desired or least count when the workload names none). Pods that eksplan cannot count
/// are named in a warning. Documents that describe the EKS cluster itself (cluster/read.hpp) may
/// stand among the others and fill Inventory::cluster. More than kMaxPods pods are an error.
///
/// Without an error, the requests of all expected pods together stay within 64 bits.
model::Inventory read(std::span<const File> files, const Options& options,
                      diag::Diagnostics& found);

/// Kubernetes' own limit for a cluster is 150,000.
inline constexpr std::int64_t kMaxPods = 5'000'000;

}  // namespace eksplan::k8s
