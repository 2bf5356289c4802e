#pragma once
/// Pods as the filters of nodes tell them apart.

#include <string>

#include "eksplan/model/pod.hpp"

namespace eksplan::rules {

/// Everything of a pod that refuses() looks at: pods with equal keys are refused by the same nodes,
/// and in the same words.
std::string filter_key(const model::PodSpec& pod);

}  // namespace eksplan::rules
