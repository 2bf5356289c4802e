#pragma once
/// Ignore notes: findings that somebody has looked at and lives with.

#include <string_view>
#include <vector>

#include "eksplan/app/run_options.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::app {

/// The annotation ignore.eksplan.dev/RULE of an object ignores that rule there; its value is the
/// reason.
inline constexpr std::string_view kIgnorePrefix = "ignore.eksplan.dev/";

/// Marks the findings that an annotation of their object (of a workload also of its pods) or a
/// request ignores; an annotation counts first. Notes without a reason or of an unknown rule do not
/// count, and are reported.
void mark_ignored(std::vector<model::Finding>& findings, const model::Inventory& inventory,
                  const std::vector<IgnoreRequest>& requests, diag::Diagnostics& found);

}  // namespace eksplan::app
