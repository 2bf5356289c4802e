#pragma once
/// Which Fargate profile takes a pod (EKS user guide, "Define which Pods use AWS Fargate").

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/cluster.hpp"
#include "eksplan/model/object_id.hpp"
#include "eksplan/model/workload.hpp"
#include "eksplan/rules/limits_profile.hpp"

namespace eksplan::rules {

/// Selectors may hold * and ? from here.
inline constexpr Date kWildcardsFrom{2022, 8, 16};

/// The pod label that chooses one of several profiles that match.
inline constexpr std::string_view kProfileLabel = "eks.amazonaws.com/fargate-profile";

/// Whether the namespace and every label of `selector` match: * stands for any run of characters, ?
/// for exactly one, case counts; a label key with a wildcard wants some label whose value matches
/// too. Before kWildcardsFrom both stand for themselves.
bool matches(const model::ProfileSelector& selector, std::string_view namespace_name,
             const model::Labels& labels, Date day);

/// The profiles that select a pod, in the order of `cluster`: any selector is enough.
std::vector<std::size_t> matching_profiles(const model::Cluster& cluster,
                                           std::string_view namespace_name,
                                           const model::Labels& labels, Date day);

/// The one of `matching` that gets the pod: the one that its label names, else the first by name.
/// Nothing when none matches.
std::optional<std::size_t> chosen_profile(const model::Cluster& cluster,
                                          const std::vector<std::size_t>& matching,
                                          const model::Labels& labels);

/// The profile that takes the pods of a workload; nothing when none does. Pods of a DaemonSet stay
/// with their node, whatever a profile selects: ask for others.
std::optional<std::size_t> profile_of(const model::Cluster& cluster,
                                      const model::Workload& workload, Date day);

/// "namespace shop with app=cart, tier=web".
std::string selector_text(const model::ProfileSelector& selector);

}  // namespace eksplan::rules
