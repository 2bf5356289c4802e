#pragma once
/// A result of schema version 1 as it was read back from JSON: what the file says, and nothing
/// that it does not. Texts that the file leaves out are empty, lists that it leaves out too; every
/// number is exact. Nothing here says that the figures fit together: `verify` does.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "eksplan/saved/commitments.hpp"
#include "eksplan/saved/object_name.hpp"
#include "eksplan/saved/proof.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::saved {

/// The same money for an hour and for a month of Context::month_hours.
struct Amount {
  units::Money hourly;
  units::Money monthly;

  bool operator==(const Amount&) const = default;
};

struct Tool {
  std::string version;
  std::string command;  ///< "estimate", "check"
};

struct PriceSet {
  std::string name;
  std::string effective_date;
  std::string sha256;

  bool operator==(const PriceSet&) const = default;
};

/// An option with another value than the default.
struct Choice {
  std::string name;
  std::string value;

  bool operator==(const Choice&) const = default;
};

/// What was asked, in the words of the options.
struct Context {
  std::string region;
  std::int64_t month_hours = 0;
  std::string limits_profile;
  std::string placement;
  std::string headroom;
  std::string effort;
  std::string size_by;
  std::string schedule;
  std::string replicas;
  std::string purchase;
  std::string group_by;
  std::vector<Choice> choices;
  std::optional<PriceSet> prices;
};

struct PodCounts {
  std::int64_t fargate = 0;
  std::int64_t nodes = 0;  ///< without those of DaemonSets
  std::int64_t daemons = 0;
  std::int64_t unplaced = 0;
};

/// The figures of a plan as a whole.
struct Summary {
  Amount total;
  std::optional<Amount> list;
  units::Money peak_hourly;
  units::Money packed_hourly;
  units::Money lower_bound_hourly;
  std::optional<units::Decimal> gap;
  std::optional<units::Decimal> packed_gap;
  std::string bound;
  std::optional<std::int64_t> solver_steps;  ///< absent in older results
  std::map<std::string, units::Money> by_category;
  PodCounts pods;
  std::int64_t node_count = 0;
};

inline constexpr std::array<const char*, 4> kSeverities{"block", "warn", "cost", "note"};

struct FindingCounts {
  std::array<std::int64_t, 4> by_severity{};  ///< in the order of kSeverities, ignored ones not
  std::int64_t ignored = 0;
};

/// Extended resources by name.
using Extended = std::map<std::string, std::int64_t>;

struct Requests {
  units::MilliCpu cpu;
  units::Bytes memory;
  units::Bytes ephemeral;
  Extended extended;

  bool operator==(const Requests&) const = default;
};

/// Of one pod, each where it is known.
struct Used {
  std::optional<units::MilliCpu> cpu;
  std::optional<units::Bytes> memory;
  std::string source;
};

struct FargateSize {
  units::Decimal vcpu;
  units::Decimal memory_gib;

  bool operator==(const FargateSize&) const = default;
};

struct Fargate {
  bool eligible = false;
  std::optional<FargateSize> size;
  std::optional<FargateSize> size_current;  ///< where only the limits profile refuses it
  std::optional<units::Money> hourly_per_pod;
  std::vector<std::string> blocked_by;
  std::string profile;
};

struct Placement {
  std::string target;  ///< "fargate", "nodes", "daemonset", "nowhere", "unplaced"
  std::string group;
  std::string reason;
  std::int64_t unplaced_pods = 0;
  std::string nearest_miss;
};

struct Replicas {
  std::int64_t min = 0;
  std::int64_t expected = 0;  ///< planned
  std::int64_t max = 0;

  bool operator==(const Replicas&) const = default;
};

struct Workload {
  std::string id;
  std::string namespace_name;
  std::string kind;
  std::string name;
  std::string file;
  std::int64_t line = 0;  ///< 0 = none
  bool added = false;
  Replicas replicas;
  Requests requests;
  units::MilliCpu overhead_cpu;  ///< in the requests; Fargate ignores it
  units::Bytes overhead_memory;
  std::vector<std::string> images;  ///< of its containers, in their order; older results have none
  std::optional<Used> usage;
  Fargate fargate;
  std::optional<Placement> placement;
  std::optional<Amount> cost;
  std::optional<units::Money> overhead_hourly;
};

struct Allocation {
  units::Money workloads;
  units::Money idle;
  units::Money overhead;
  units::Money fixed;
};

/// Cost rolled up; without a name what has none.
struct Group {
  std::optional<std::string> name;
  std::int64_t workloads = 0;
  std::int64_t pods = 0;
  Amount cost;
};

struct Taint {
  std::string key;
  std::string value;
  std::string effect;
};

struct Allocatable {
  units::MilliCpu cpu;
  units::Bytes memory;
  std::optional<units::Bytes> ephemeral;
  std::int64_t pods = 0;
  bool memory_measured = true;
  Extended extended;
};

/// What the maker of an instance type says it has.
struct NominalSize {
  std::int64_t vcpu = 0;
  std::int64_t memory_mib = 0;
};

struct NodeGroup {
  std::string name;
  std::string instance_type;
  std::string purchase;
  std::int64_t count = 0;
  std::optional<std::int64_t> min_count;
  std::optional<std::int64_t> max_count;
  std::vector<std::string> zones;
  std::map<std::string, std::string> labels;
  std::vector<Taint> taints;
  units::Money hourly_per_node;
  Amount cost;
  std::optional<NominalSize> nominal;
  Allocatable allocatable;
  units::Decimal cpu_utilization;
  units::Decimal memory_utilization;
};

struct PodsOf {
  std::string workload;
  std::int64_t count = 0;
};

/// `count` equal nodes with these pods each.
struct Node {
  std::string group;
  std::string zone;
  std::int64_t count = 0;
  std::vector<PodsOf> pods;
  std::vector<PodsOf> daemons;
};

/// Nodes of one group.
struct GroupCount {
  std::string group;
  std::int64_t count = 0;
};

inline constexpr std::int64_t kHoursOfWeek = 168;

/// A part of the week; the lists are empty where there is one phase only.
struct Phase {
  std::string name;
  units::Decimal hours_per_week;
  units::Money hourly;
  std::int64_t node_count = 0;
  std::vector<GroupCount> node_groups{};
  std::vector<PodsOf> workloads{};  ///< those whose pods change in the week
};

struct CostLine {
  std::string category;
  std::string item;
  std::string workload;
  std::string group;
  std::string detail;
  units::Decimal quantity;
  std::string unit;
  units::Money unit_price;
  std::optional<units::Money> list_unit_price;
  Amount cost;
};

/// Somebody said that a finding is as it should be.
struct IgnoreNote {
  std::string reason;
  std::string source;
};

struct Finding {
  std::string rule;
  std::string severity;  ///< one of kSeverities
  std::string basis;
  std::string object;                      ///< "namespace/Kind/name"
  std::optional<ObjectName> object_parts;  ///< where `object` does not tell them
  std::string file;
  std::int64_t line = 0;
  std::int64_t column = 0;
  std::string path;
  std::string message;
  std::string aws_message;
  std::string fix;
  std::optional<units::Money> saving_hourly;
  std::optional<IgnoreNote> ignored;
};

/// A number, or a word such as "block".
using GateValue = std::variant<units::Decimal, std::string>;

struct Gate {
  std::string name;
  GateValue limit;
  GateValue value;
  bool failed = false;
  bool warned = false;  ///< missed, and meant to be told only
};

struct Assumption {
  std::string id;
  std::string text;
};

struct Skipped {
  std::string kind;
  std::int64_t count = 0;
};

struct Unpriced {
  std::string item;
  std::string what;
  std::string reason;
};

/// What only a result with a plan has.
/// The whole under another choice of replicas.
struct ReplicaScenario {
  std::string replicas;
  std::int64_t pods = 0;
  std::int64_t unplaced_pods = 0;
  std::int64_t node_count = 0;
  Amount cost;
};

struct Trim {
  Used less;
  FargateSize size;
  std::optional<Saving> saving;
};

struct RightSize {
  std::string workload;
  std::optional<ObjectName> object_parts;
  std::int64_t pods = 0;
  Used requested;
  Used recommended;
  std::optional<Used> used;
  Used used_most;
  std::optional<FargateSize> size_now;
  std::optional<FargateSize> size_then;
  std::optional<Saving> saving;
  std::optional<Saving> slack;
  std::optional<units::Money> reported_slack_monthly;
  std::optional<Trim> trim;
};

struct UsageFile {
  std::string file;
  std::string format;
  std::int64_t rows = 0;
  std::int64_t joined = 0;
  std::vector<std::string> unjoined;
};

struct Plan {
  Summary summary;
  Allocation allocation;
  std::vector<Group> groups;
  std::vector<NodeGroup> node_groups;
  std::vector<Node> nodes;
  std::vector<Phase> phases;
  std::vector<CostLine> costs;
  std::optional<Proof> proof;  ///< results of older versions have none
};

struct Result {
  Tool tool;
  Context context;
  FindingCounts finding_counts;
  std::vector<Workload> workloads;
  std::optional<Plan> plan;  ///< none: findings only
  Commitments commitments;
  std::vector<ReplicaScenario> autoscaling;
  std::vector<RightSize> right_sizing;
  std::vector<UsageFile> usage_files;
  std::vector<Finding> findings;
  std::vector<Gate> gates;
  std::vector<Assumption> assumptions;
  std::vector<Skipped> skipped;
  std::vector<Unpriced> unpriced;
  bool complete = false;
};

}  // namespace eksplan::saved
