#include "eksplan/report/node_group_sums.hpp"

namespace eksplan::report {

std::int64_t pods_of_group(const Result& result, std::string_view group) {
  std::int64_t pods = 0;
  for (const auto& node : result.nodes) {
    if (node.group != group) {
      continue;
    }
    for (const auto* const rows : {&node.pods, &node.daemons}) {
      for (const auto& row : *rows) {
        pods += row.count * node.count;
      }
    }
  }
  return pods;
}

units::Money monthly_of_group(const Result& result, std::string_view group) {
  units::Money monthly;
  for (const auto& row : result.costs) {
    if (row.group == group) {
      monthly += row.cost.monthly;
    }
  }
  return monthly;
}

}  // namespace eksplan::report
