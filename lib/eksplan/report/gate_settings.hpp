#pragma once
/// What a run was told to fail on, as its gates tell: they are kept with a result, options are not.
/// Private to this room.

#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// The limit of the gate `name` of findings; nothing without such a gate.
std::optional<model::FindingSeverity> failing_severity(const std::vector<Gate>& gates,
                                                       std::string_view name);

bool is_strict(const std::vector<Gate>& gates);

}  // namespace eksplan::report
