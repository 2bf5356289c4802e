#pragma once
/// One function per part of a result. Private to this room.

#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/saved/difference.hpp"
#include "eksplan/saved/fields.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::saved {

/// No file has more lines, and no line more columns.
inline constexpr std::int64_t kMostLine = std::numeric_limits<std::uint32_t>::max();

/// "hourly" and "monthly" of the object itself.
Amount read_amount(const Fields& fields);

Tool read_tool(const Fields& fields);
Requests read_requests(const Fields& fields);
Replicas read_replicas(const Fields& fields);
Placement read_placement(const Fields& fields);

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

/// "cpuMillicores" and "memoryBytes", each where it is known.
Used read_used(const Fields& fields);
FargateSize read_fargate_size(const Fields& fields);
Commitments read_commitments(const Fields& result);

std::vector<ReplicaScenario> read_autoscaling(const Fields& result);
std::vector<RightSize> read_right_sizing(const Fields& result);
std::vector<UsageFile> read_usage_files(const Fields& result);

std::vector<Finding> read_findings(const Fields& result, std::string_view key);

/// "object", which stands where the text of a name is not enough.
std::optional<ObjectName> read_object_parts(const Fields& fields);
std::vector<Gate> read_gates(const Fields& result);

std::optional<Proof> read_proof(const Fields& result);

Difference read_difference(const Fields& difference);

}  // namespace eksplan::saved
