#pragma once
/// Parts of JSON that the commands on prices share. Private to this room.

#include "eksplan/report/json_tree.hpp"
#include "eksplan/report/prices.hpp"

namespace eksplan::report {

/// {name, effectiveDate, sha256}, as in a result's context.
Json set_json(const PriceSetName& set);

}  // namespace eksplan::report
