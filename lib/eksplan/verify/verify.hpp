#pragma once
/// Re-checks a saved result by arithmetic alone: no price, no rule and no solver is asked.

#include "eksplan/saved/result.hpp"
#include "eksplan/verify/report.hpp"

namespace eksplan::verify {

/// Every check, also those that do not apply. What rests on data that a result does not hold
/// (which node types a pod may run on, what AWS charges) is taken as it is written.
Report verify(const saved::Result& result);

}  // namespace eksplan::verify
