#include "eksplan/plan/plan.hpp"

namespace eksplan::plan {

std::string_view name(Target target) {
  switch (target) {
    case Target::fargate:
      return "fargate";
    case Target::nodes:
      return "nodes";
    case Target::every_node:
      return "every-node";
    case Target::nowhere:
      return "nowhere";
    case Target::unplaced:
      break;
  }
  return "unplaced";
}

std::int64_t Plan::node_count() const {
  std::int64_t count = 0;
  for (const auto& group : groups) {
    count += group.count;
  }
  return count;
}

std::int64_t Plan::unplaced_pods() const {
  std::int64_t count = 0;
  for (const auto& placement : placements) {
    count += placement.unplaced_pods;
  }
  return count;
}

}  // namespace eksplan::plan
