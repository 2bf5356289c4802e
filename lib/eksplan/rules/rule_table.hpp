#pragma once
/// The topics of the rule table, one file each.

#include <span>

#include "eksplan/rules/rule.hpp"

namespace eksplan::rules {

std::span<const Rule> size_rules();          ///< cpu and memory requests
std::span<const Rule> storage_size_rules();  ///< ephemeral storage and memory-backed volumes
std::span<const Rule> device_rules();  ///< GPUs, accelerators, huge pages, other extended resources
std::span<const Rule> security_rules();    ///< security context, host namespaces and ports
std::span<const Rule> volume_rules();      ///< volume types
std::span<const Rule> claim_rules();       ///< persistent volume claims and what backs them
std::span<const Rule> kind_rules();        ///< kinds of workloads
std::span<const Rule> scheduling_rules();  ///< selectors, affinity, scheduler, priority

}  // namespace eksplan::rules
