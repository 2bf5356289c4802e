#pragma once
/// A small saved result in which everything is right.

#include <string>
#include <string_view>

namespace eksplan::support {

/// Two nodes with a DaemonSet, four pods of a workload that Fargate refuses, one pod on Fargate; a
/// finding, gates, commitments, and a proof of the bound.
std::string sample_json();

/// The same with the first `before` replaced by `after`; `before` must be there.
std::string sample_with(std::string_view before, std::string_view after);

}  // namespace eksplan::support
