#pragma once
/// What the pods of one workload want of the pods of others: required affinity and anti-affinity,
/// hard topology spread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/pod.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::rules {

/// What a topology key divides a cluster into. `other`: labels of which a plan does not know how
/// many values there are.
enum class Topology : std::uint8_t { node, zone, region, other };

Topology topology_of(std::string_view key);

/// Whether a label says in which zone a node is.
bool is_zone_label(std::string_view key);

/// Whether an affinity term of `owner` selects the pods of `other`, its own for instance. Of a
/// namespace only its name is known: a namespaceSelector that asks for other labels than
/// kubernetes.io/metadata.name is taken to select it. Of labels that controllers give to pods,
/// named by matchLabelKeys or mismatchLabelKeys, it is known who has the same: pods of one revision
/// are those of one workload (Kubernetes, "Inter-pod affinity and anti-affinity").
bool selects(const model::PodAffinityTerm& term, const model::Workload& owner,
             const model::Workload& other);

/// Whether a spread constraint of `owner` counts the pods of `other`: those of its own namespace
/// that the selector selects, and matchLabelKeys as above; an absent selector counts none.
bool counts(const model::TopologySpread& spread, const model::Workload& owner,
            const model::Workload& other);

/// Whether every required pod affinity term of `owner` selects the pods of `other`: only such pods
/// make a node or zone one that the scheduler accepts.
bool is_near_target(const model::Workload& owner, const model::Workload& other);

/// Whether a required anti-affinity term of `owner` by `topology` selects the pods of `other`.
bool keeps_apart(const model::Workload& owner, const model::Workload& other, Topology topology);

/// Whether a required pod affinity term is by `topology`.
bool wants_near(const model::Workload& owner, Topology topology);

/// Whether the workload has a required affinity or anti-affinity or a hard spread by zone.
bool has_zone_wish(const model::Workload& workload);

/// Hard constraints of a workload that the planner does not model, in words: "required pod affinity
/// by rack". The plan may break them and says so.
std::vector<std::string> unmodelled_constraints(const model::Workload& workload);

}  // namespace eksplan::rules
