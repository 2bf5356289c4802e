#pragma once
/// The same pods on nodes of which less may be used: packings of these need less room besides when
/// the scheduler fills them.

#include <cstdint>
#include <vector>

#include "eksplan/plan/node_options.hpp"

namespace eksplan::pack {
struct Instance;
}  // namespace eksplan::pack

namespace eksplan::plan {

/// CPU and memory of every node less that part of it, rounded down.
pack::Instance with_less_room(pack::Instance instance, std::int64_t percent);

/// Instances whose packings are worth beginning a search for schedulable nodes with: with nodes for
/// accelerators that take no other pods, where there may be such nodes, and, of few pods, with less
/// room on each node besides. Options and shapes are those of `instance`, of `nodes`; pods that
/// find no room in one of them may find it in `instance`.
std::vector<pack::Instance> roomier_instances(const pack::Instance& instance,
                                              const NodeOptions& nodes, std::int64_t pods);

}  // namespace eksplan::plan
