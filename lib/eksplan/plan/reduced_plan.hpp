#pragma once
/// What is left of a plan when pods go.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

/// `whole` with the pods of `fewer`, which has as many or less of each item, and none of them on
/// another kind of machine: Fargate pods are gone at once, nodes where nothing but DaemonSets is
/// left. At least `min_nodes` stay, the cheapest of those that emptied, as long as one has pods.
/// No bound is known: it is 0. Room fits by construction; affinity and spread are weighed by
/// Kubernetes when it places a pod and not after, so they are not looked at.
Plan reduced(const Plan& whole, const demand::Demand& fewer, const catalog::Catalogue& catalogue,
             std::int64_t min_nodes);

/// Whether every item that has pods in both plans runs on the same kind of machine.
bool places_alike(const Plan& one, const Plan& other);

/// What a user would set up once: the same type, bought alike, with the same labels and taints.
bool is_same_group(const NodeGroup& one, const NodeGroup& other);

/// The groups of `whole` that those of `part` are, in the order of `part`; nothing when one is not
/// among them.
std::optional<std::vector<GroupIndex>> groups_within(const Plan& part, const Plan& whole);

}  // namespace eksplan::plan
