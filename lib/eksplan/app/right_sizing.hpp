#pragma once
/// Usage in a run: pods sized by it, and what is said about it.

#include <optional>
#include <vector>

#include "eksplan/app/run_options.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/model/usage.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/sizing/join.hpp"

namespace eksplan::app {

/// Joins usage to the workloads of the input and the add-ons of the demand. Rows that are nobody's
/// are counted and, up to a number, named in warnings.
sizing::Joined join_usage(const std::vector<model::UsageSeries>& usage,
                          const model::Inventory& inventory, const demand::Demand& demand,
                          diag::Diagnostics& found);

/// The count that is planned under an autoscaler: what was asked for, else `expected` where there
/// is usage.
demand::ReplicaChoice replica_choice(const RunOptions& options, bool has_usage);

/// What the autoscaler's arithmetic needs of usage: the mean of the pods of each workload whose
/// measured pods are counted.
demand::UsageOfWorkloads pod_usage(const sizing::Joined& joined);

/// That pods cannot be sized by usage, as there is none; nothing when all is well.
std::optional<diag::Diagnostic> missing_usage(const RunOptions& options,
                                              const std::vector<model::UsageSeries>& usage);

/// That the pods, sized by usage, ask for more together than can be counted.
diag::Diagnostic too_much_usage();

/// What a plan is measured against; `demand` is as written, whatever the plan was made for.
struct SizingScene {
  const RunOptions& options;
  const sizing::Joined& usage;
  const demand::Demand& demand;
  const plan::Plan& plan;
  const catalog::Catalogue& catalogue;
};

std::vector<sizing::RightSize> right_sizes_of(const SizingScene& scene);

/// Files for the report, with the names of some rows that are nobody's.
std::vector<report::UsageFileRow> usage_file_rows(const std::vector<model::UsageSeries>& usage,
                                                  const sizing::Joined& joined);

/// What sizing by usage takes for granted.
std::vector<report::Assumption> sizing_assumptions(const RunOptions& options,
                                                   const std::vector<model::UsageSeries>& usage,
                                                   const sizing::Joined& joined,
                                                   const demand::Demand& demand);

}  // namespace eksplan::app
