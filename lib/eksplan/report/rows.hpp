#pragma once
/// The rows of a Result, one function per list. Private to this room.

#include <cstddef>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

Amount amount(units::HourlyRate rate, std::int64_t month_hours);

/// What every workload row has, planned or not.
WorkloadRow workload_row(const demand::Item& item, const model::Inventory& inventory,
                         const rules::FargateVerdict& verdict);

std::vector<WorkloadRow> workload_rows(const ResultInput& input);
std::vector<NodeGroupRow> node_group_rows(const ResultInput& input);
std::vector<NodeRow> node_rows(const ResultInput& input);
std::vector<CostRow> cost_rows(const ResultInput& input);
std::vector<GroupRow> group_rows(const ResultInput& input);

std::vector<RightSizeRow> right_size_rows(const ResultInput& input);

/// One row for each finding, sorted.
std::vector<FindingRow> finding_rows(const std::vector<model::Finding>& findings,
                                     const model::Inventory& inventory);
FindingCounts count_findings(const std::vector<FindingRow>& findings);  ///< ignored ones are not
std::int64_t count_ignored(const std::vector<FindingRow>& findings);

/// The file of a place; empty when it is none.
std::string file_of(const model::Place& place, const model::Inventory& inventory);

/// Pods of DaemonSets, by demand item, over all nodes.
std::vector<std::int64_t> daemon_pods(const ResultInput& input);

}  // namespace eksplan::report
