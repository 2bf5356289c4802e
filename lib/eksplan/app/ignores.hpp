#pragma once
/// Ignore notes: findings that somebody has looked at and lives with.

#include <map>
#include <string>
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

/// By object and rule: the reason.
using IgnoreNotes = std::map<model::ObjectId, std::map<std::string, std::string>>;

/// The annotations of objects, of workloads also those of their pods. Notes without a reason or of
/// an unknown rule do not count, and are reported.
IgnoreNotes read_ignore_notes(const model::Inventory& inventory, diag::Diagnostics& found);

/// Marks the findings that a note of their object or a request ignores; a note counts first.
void mark_ignored(std::vector<model::Finding>& findings, const IgnoreNotes& notes,
                  const std::vector<IgnoreRequest>& requests);

}  // namespace eksplan::app
