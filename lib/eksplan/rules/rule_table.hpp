#pragma once
/// The topics of the rule table, one file each.

#include <span>

#include "eksplan/rules/rule.hpp"

namespace eksplan::rules {

std::span<const Rule> size_rules();          ///< cpu and memory requests
std::span<const Rule> size_cost_rules();     ///< what the rounding to a size costs
std::span<const Rule> storage_size_rules();  ///< ephemeral storage and memory-backed volumes
std::span<const Rule> device_rules();  ///< GPUs, accelerators, huge pages, other extended resources
std::span<const Rule> security_rules();       ///< security context, host namespaces and ports
std::span<const Rule> volume_rules();         ///< volume types
std::span<const Rule> claim_rules();          ///< persistent volume claims and what backs them
std::span<const Rule> kind_rules();           ///< kinds of workloads
std::span<const Rule> scheduling_rules();     ///< selectors, affinity, scheduler, priority
std::span<const Rule> cluster_rules();        ///< region, version, and what the whole cluster uses
std::span<const Rule> profile_rules();        ///< Fargate profiles
std::span<const Rule> load_balancer_rules();  ///< Services and Ingresses
std::span<const Rule> network_rules();        ///< subnets, addresses, policies
std::span<const Rule> identity_rules();       ///< AWS credentials of pods
std::span<const Rule> operation_rules();      ///< jobs, disruption budgets, logs, quotas
std::span<const Rule> autoscaling_rules();    ///< HPA, VPA, schedules
std::span<const Rule> node_group_rules();     ///< what managed node groups can do since when

}  // namespace eksplan::rules
