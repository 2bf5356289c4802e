#pragma once
/// One function per part of a result. Private to this room.

#include <vector>

#include "eksplan/saved/fields.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::saved {

/// "hourly" and "monthly" of the object itself.
Amount read_amount(const Fields& fields);

Context read_context(const Fields& fields);
FindingCounts read_finding_counts(const Fields& summary);
Summary read_summary(const Fields& summary);
std::vector<Workload> read_workloads(const Fields& result);

/// Amounts of extended resources, "extended" of the object.
Extended read_extended(const Fields& fields);

std::vector<NodeGroup> read_node_groups(const Fields& result);
std::vector<Node> read_nodes(const Fields& result);

Allocation read_allocation(const Fields& result);
std::vector<Group> read_groups(const Fields& result);
std::vector<Phase> read_phases(const Fields& result);
std::vector<CostLine> read_costs(const Fields& result);
std::vector<Unpriced> read_unpriced(const Fields& result);

std::vector<Finding> read_findings(const Fields& result);
std::vector<Gate> read_gates(const Fields& result);

std::optional<Proof> read_proof(const Fields& result);

}  // namespace eksplan::saved
