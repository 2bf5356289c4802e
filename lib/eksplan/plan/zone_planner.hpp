#pragma once
/// In which zones the pods of bundles are to be.

#include "eksplan/plan/bundles.hpp"

namespace eksplan::plan {

/// Narrows the zones of parcels, and cuts parcels into one for each zone, until every wish by zone
/// holds whatever zones the packing chooses among those left. What stays unmet is refused.
void plan_zones(const ArrangementInput& input, Bundles& bundles);

}  // namespace eksplan::plan
