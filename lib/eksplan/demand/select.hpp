#pragma once
/// Which workloads take part.

#include "eksplan/demand/demand.hpp"

namespace eksplan::demand {

/// As kubectl's -n and -l select objects: by namespace and by the labels of the object itself.
bool selects(const Selection& selection, const model::Workload& workload);

}  // namespace eksplan::demand
