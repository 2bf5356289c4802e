#pragma once
/// Manifests or a dump -> model::Inventory.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::k8s {

/// One file as it was read: its name for messages and its text, which may go once read() has returned.
struct File {
  std::string name;
  std::string_view text;
};

struct Options {
  std::string default_namespace = "default";  ///< for objects without metadata.namespace
  bool keep_going = false;                    ///< duplicate keys: the last one counts, with a warning
};

/// Reads every document of every file, in that order. An object that cannot be understood is reported to `found` and
/// left out. The same kind, namespace and name twice: the last one counts, with a warning. Objects of a dump that another
/// object of the input controls are not counted twice; finished pods and empty ReplicaSets are left out
/// (input-formats 5.3). Requests are as the scheduler sees them after limits, LimitRange and pod-level resources
/// (input-formats 5.4 to 5.6); replicas are bounded by an HPA (its desired or least count when the workload names none).
/// More than kMaxPods pods are an error.
model::Inventory read(std::span<const File> files, const Options& options, diag::Diagnostics& found);

/// Six times Kubernetes' own limit for a cluster is 900,000; sums of this many pods of any size stay within 64 bits.
inline constexpr std::int64_t kMaxPods = 5'000'000;

}  // namespace eksplan::k8s
