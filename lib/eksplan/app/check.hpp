#pragma once
/// `eksplan check`: manifests in, what Fargate and EKS will not do with them out.

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/run_options.hpp"

namespace eksplan::app {

struct CheckOptions : RunOptions {
  /// Everything is meant for Fargate although the input has Fargate profiles.
  bool all_on_fargate = false;
};

/// Reads, applies the rules and renders. With Fargate profiles in the input (and not
/// `all_on_fargate`) the rules about Fargate speak of the pods that a profile selects; without any,
/// of every pod, as if all that may run on Fargate did. Prices only put money into findings:
/// without them the verdicts are the same.
Outcome check(const CheckOptions& options, const FileReader& files);

}  // namespace eksplan::app
