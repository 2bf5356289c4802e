#pragma once
/// `eksplan explain` of something in a plan: a node group, or a workload.

#include <string>

#include "eksplan/app/estimate.hpp"
#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/verify_result.hpp"

namespace eksplan::app {

/// `target` is the name of a node group, the id of a workload (namespace/Kind/name), or the name of
/// one where only one has it. Plans as estimate does; with a target that is none of these the
/// outcome is a usage error that names the nearest.
Outcome explain(const std::string& target, const EstimateOptions& options, PlainFormat format,
                const FileReader& files);

}  // namespace eksplan::app
