#pragma once
/// What every format for people says about a difference. Private to this room.

#include <string>
#include <string_view>

#include "eksplan/report/diff.hpp"

namespace eksplan::report {

/// "this change costs $12.34 more a month: $632.53 becomes $644.87 (+2.0 %)".
std::string diff_headline(const DiffResult& result);

std::string signed_dollars(units::Money money);  ///< "+1,234.50", "-0.75", "0.00"

std::string shared_title(std::string_view name);  ///< of a compare::SharedEffect

std::string why_of(const compare::Change& change);  ///< "replicas 3 → 5; CPU request 250m → 1"

std::string bill_title(const compare::BillChange& row);  ///< "nodes of general (m6i.large)"

}  // namespace eksplan::report
