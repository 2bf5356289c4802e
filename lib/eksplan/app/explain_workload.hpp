#pragma once
/// A workload from its containers to its money.

#include <cstddef>

#include "eksplan/app/estimate.hpp"
#include "eksplan/report/explanation.hpp"

namespace eksplan::app {

/// `item` is an index into the demand of the run, and `result` what was made of it.
report::WorkloadExplanation explain_workload(const PlannedRun& run, const report::Result& result,
                                             std::size_t item);

}  // namespace eksplan::app
