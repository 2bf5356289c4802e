#pragma once
/// The colours of severities. Private to this room.

#include "eksplan/model/finding.hpp"
#include "eksplan/report/grid.hpp"

namespace eksplan::report {

Paint paint_of(model::FindingSeverity severity);

}  // namespace eksplan::report
