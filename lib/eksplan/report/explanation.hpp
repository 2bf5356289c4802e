#pragma once
/// Why something in a plan is as it is: a node group against other instance types, a workload from
/// its requests to its money.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/plan/rivals.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {

struct GroupExplanation {
  std::string version;
  NodeGroupRow group;
  std::int64_t pods = 0;  ///< without those of DaemonSets
  std::int64_t workloads = 0;
  std::string headroom;  ///< as asked for; "0" = none
  plan::GroupRivals rivals;
};

/// A container as admitted: what the manifest leaves out is filled from limits and LimitRanges.
struct ContainerRow {
  std::string name;
  std::string role;  ///< "container", "init", "sidecar"
  model::PodRequests requests;
  bool defaulted = false;  ///< its manifest names neither CPU nor memory
};

/// One step from containers to what counts.
struct RequestStep {
  std::string id;  ///< "running", "init", "pod-level", "overhead", "effective", "fargate"
  std::string label;
  model::PodRequests requests;
};

/// Nodes that a workload's pods are on.
struct NodesRow {
  std::string group;
  std::int64_t nodes = 0;
  std::int64_t pods = 0;
};

/// A place to run, and what all of the workload's pods cost there in an hour.
struct Alternative {
  std::string target;  ///< "fargate", "nodes"
  bool chosen = false;
  std::optional<units::Money> hourly;  ///< none: it may not run there, or nobody knows
  std::string text;                    ///< how it comes about, or why not
};

struct WorkloadExplanation {
  std::string version;
  WorkloadRow workload;
  std::int64_t month_hours = units::kAwsMonthHours;
  std::string replicas;  ///< where the number of pods comes from
  std::vector<ContainerRow> containers;
  std::vector<RequestStep> steps;
  std::vector<FindingRow> findings;
  std::string reason;  ///< of its placement, as a sentence
  std::vector<NodesRow> nodes;
  std::vector<CostRow> costs;  ///< its own lines
  units::Money share;          ///< of the nodes
  std::vector<Alternative> alternatives;
};

std::string explanation_text(const GroupExplanation& why, const TableStyle& style);
std::string explanation_text(const WorkloadExplanation& why, const TableStyle& style);

std::string explanation_json(const GroupExplanation& why);
std::string explanation_json(const WorkloadExplanation& why);

/// How a rival compares, as a sentence without full stop: "dominated by m6i.large", "2 nodes more,
/// $0.052 an hour dearer".
std::string rival_text(const plan::Rival& rival, const GroupExplanation& why);

}  // namespace eksplan::report
