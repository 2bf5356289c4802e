#pragma once
/// The rows of a result that was read back: whatever a writer makes of them is what the run that
/// saved it would have written.

#include <vector>

#include "eksplan/report/result.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::report {

Result from_saved(const saved::Result& saved);

std::vector<Gate> from_saved(const std::vector<saved::Gate>& gates);

FindingRow from_saved(const saved::Finding& finding);

}  // namespace eksplan::report
