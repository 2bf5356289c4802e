#pragma once
/// Names for the parts of a week.

#include <string>
#include <vector>

#include "eksplan/demand/phases.hpp"

namespace eksplan::demand {

/// Names the phases by their hours, each differently. Times are those of the zone that all
/// schedules share, else UTC.
void name_phases(const WeekOfPods& week, const schedule::Window& window,
                 std::vector<Phase>& phases);

}  // namespace eksplan::demand
