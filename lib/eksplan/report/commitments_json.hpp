#pragma once
/// Commitments as JSON. Private to this room: only writers of JSON include it.

#include "eksplan/report/json_tree.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::report {

Json commitments_json(const Commitments& commitments);

}  // namespace eksplan::report
