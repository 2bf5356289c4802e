#pragma once
/// What a pod says about where it may run: affinity, topology spread, tolerations.

#include <optional>
#include <string>
#include <vector>

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::k8s {

/// The terms at `path`: matchExpressions and matchFields of nodes.
std::vector<model::NodeSelectorTerm> node_terms_at(const doc::Fields& fields, std::string_view path,
                                                   const Reading& reading);

std::vector<model::PodAffinityTerm> pod_affinity_at(const doc::Fields& fields,
                                                    std::string_view path, const Reading& reading);

std::vector<model::TopologySpread> topology_spread_at(const doc::Fields& fields,
                                                      std::string_view path,
                                                      const Reading& reading);

std::vector<model::Toleration> tolerations_at(const doc::Fields& fields, std::string_view path,
                                              const Reading& reading);

/// The taints of a Node.
std::vector<model::Taint> taints_at(const doc::Fields& fields, std::string_view path);

}  // namespace eksplan::k8s
