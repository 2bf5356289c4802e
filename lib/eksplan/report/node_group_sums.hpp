#pragma once
/// What a node group comes to. Private to this room.

#include <cstdint>
#include <string_view>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// On all nodes of the group, those of DaemonSets included.
std::int64_t pods_of_group(const Result& result, std::string_view group);

/// Of all cost lines of the group: instances and root volumes.
units::Money monthly_of_group(const Result& result, std::string_view group);

}  // namespace eksplan::report
