#include "eksplan/report/node_group_sums.hpp"

#include <limits>

#include "eksplan/base/checked.hpp"

namespace eksplan::report {

std::int64_t pods_of_group(const Result& result, std::string_view group) {
  base::int128 pods = 0;
  for (const auto& node : result.nodes) {
    if (node.group != group) {
      continue;
    }
    for (const auto* const rows : {&node.pods, &node.daemons}) {
      for (const auto& row : *rows) {
        pods += base::int128{row.count} * node.count;
      }
    }
  }
  return base::narrow(pods).value_or(std::numeric_limits<std::int64_t>::max());
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
