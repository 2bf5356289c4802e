#pragma once
/// The same pods on nodes of which less may be used, or which fewer pods may use: packings of these
/// need less room besides when the scheduler fills them.

#include <cstdint>
#include <optional>

#include "eksplan/plan/node_options.hpp"

namespace eksplan::pack {
struct Instance;
}  // namespace eksplan::pack

namespace eksplan::plan {

/// CPU and memory of every node less that part of it, rounded down.
pack::Instance with_less_room(pack::Instance instance, std::int64_t percent);

/// All pods that may run on Fargate run there; none where no pod may.
std::optional<pack::Instance> with_all_alone(const pack::Instance& instance);

/// With nodes for accelerators that take no other pods, where there may be such nodes; none where
/// there may not. Options, those of `nodes`, and shapes are as in `instance`; pods that find no
/// room then may find it in `instance`.
std::optional<pack::Instance> with_guarded_accelerators(const pack::Instance& instance,
                                                        const NodeOptions& nodes);

}  // namespace eksplan::plan
