#pragma once
/// Everything that a run found out, as final rows in their final order. Every writer draws this and
/// nothing else.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/cost/week_costs.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/report/group_by.hpp"
#include "eksplan/rules/fargate_rules.hpp"
#include "eksplan/saved/result.hpp"
#include "eksplan/sizing/right_size.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

using cost::Assumption;

/// The same money for an hour and for the month of Context::month_hours; exact.
struct Amount {
  units::Money hourly;
  units::Money monthly;

  bool operator==(const Amount&) const = default;
};

struct PriceSetRow {
  std::string name;
  std::string effective_date;
  std::string sha256;
};

/// What to commit to of what is bought on demand.
using Commitments = saved::Commitments;

/// An option with another value than the default, as the user spells both.
using Choice = saved::Choice;

/// What was asked. An empty text is a setting that does not apply, and is left out.
struct Context {
  std::string region;
  std::int64_t month_hours = units::kAwsMonthHours;
  std::string limits_profile;
  std::string placement;
  std::string headroom{};
  std::string effort{};
  std::string size_by;
  std::string replicas;
  std::string schedule{};  ///< --schedule, in the downscaler's spelling
  std::string purchase;
  std::string group_by;
  std::vector<Choice> choices{};  ///< by name: whatever else the plan rests on
  std::optional<PriceSetRow> prices;
};

/// Findings by severity, in the order of model::FindingSeverity.
using FindingCounts = std::array<std::int64_t, 4>;

struct Summary {
  Amount total;
  units::Money peak_hourly;
  std::optional<Amount> list;  ///< the total at list prices, where less is paid
  units::Money packed_hourly;
  units::Money lower_bound_hourly;
  std::optional<units::Decimal>
      gap;  ///< hourly / bound - 1 to six places; none when the bound is 0
  std::optional<units::Decimal> packed_gap;
  std::string bound;                         ///< what proves it: "fluid", "optimal"
  std::optional<std::int64_t> solver_steps;  ///< see plan::Plan
  std::vector<std::pair<std::string, units::Money>> by_category;
  std::int64_t pods_on_fargate = 0;
  std::int64_t pods_on_nodes = 0;  ///< without those of DaemonSets
  std::int64_t daemon_pods = 0;
  std::int64_t unplaced_pods = 0;
  std::int64_t node_count = 0;
};

/// Where the money goes; the four add up to the total.
struct Allocation {
  units::Money workloads;
  units::Money idle;
  units::Money overhead;
  units::Money fixed;
};

struct FargateRow {
  bool eligible = false;
  std::optional<model::FargateSize> size;
  std::optional<model::FargateSize> size_current;  ///< see rules::FargateVerdict
  std::optional<units::Money> hourly_per_pod;
  std::vector<std::string> blocked_by;  ///< rule ids
};

struct PlacementRow {
  std::string target;  ///< "fargate", "nodes", "daemonset", "nowhere", "unplaced"
  std::string group;   ///< of nodes; may be empty
  std::string reason;  ///< see plan::Placement
  std::int64_t unplaced_pods = 0;
  std::string nearest_miss;
};

/// Of one pod, the mean of those that were measured.
struct UsageOfPod {
  std::optional<units::MilliCpu> cpu;  ///< rounded up
  std::optional<units::Bytes> memory;
  std::string source;  ///< the file that says so
};

struct WorkloadRow {
  model::ObjectId id;
  std::string file;        ///< empty = not in the input
  std::uint32_t line = 0;  ///< 0 = none
  bool added = false;
  std::int64_t min_replicas = 0;
  std::int64_t pods = 0;  ///< planned
  std::int64_t max_replicas = 0;
  model::PodRequests requests;     ///< of one pod
  units::MilliCpu overhead_cpu{};  ///< of a runtime class, in the requests; Fargate ignores it
  units::Bytes overhead_memory{};
  std::vector<std::string> images{};  ///< of its containers, in their order
  std::optional<UsageOfPod> usage;
  FargateRow fargate;
  std::string fargate_profile;  ///< that selects its pods; empty = none, or not known
  std::optional<PlacementRow> placement;
  std::optional<Amount> cost;
  std::optional<units::Money> overhead_hourly;  ///< DaemonSets
};

struct NodeGroupRow {
  std::string name;
  std::string instance_type;
  std::string purchase;
  std::int64_t count = 0;      ///< in the dearest phase of the week
  std::int64_t min_count = 0;  ///< over the week; so is the next one
  std::int64_t max_count = 0;
  std::vector<std::string> zones;
  model::Labels labels;
  std::vector<model::Taint> taints;
  units::Money hourly_per_node;  ///< the instance alone
  std::int64_t vcpu = 0;         ///< of the type, as AWS states it; so is the next one
  std::int64_t memory_mib = 0;
  Amount cost;  ///< of the instances, the mean of a week; root volumes are lines of their own
  rules::Allocatable allocatable;
  units::Decimal
      cpu_utilization;  ///< requested / allocatable over all nodes of the group, to four places
  units::Decimal memory_utilization;
};

struct PodsRow {
  std::string workload;
  std::int64_t count = 0;
};

struct NodeRow {
  std::string group;
  std::string zone;
  std::int64_t count = 0;
  std::vector<PodsRow> pods;  ///< on each of these nodes
  std::vector<PodsRow> daemons;
};

struct CostRow {
  std::string category;
  std::string item;
  std::string workload;  ///< empty = none; so are the next two
  std::string group;
  std::string detail;
  units::Decimal quantity;
  std::string unit;
  units::Money unit_price;
  std::optional<units::Money> list_unit_price;  ///< where less is paid
  Amount cost;
};

struct GroupRow {
  std::optional<std::string> name;  ///< none: workloads without the label or annotation
  std::int64_t workloads = 0;
  std::int64_t pods = 0;  ///< without those of DaemonSets
  Amount cost;
};

struct FindingRow {
  std::string rule;
  model::FindingSeverity severity = model::FindingSeverity::note;
  std::string basis;
  model::ObjectId object;
  std::string file;  ///< empty = none
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;
  std::string message;
  std::string aws_message;
  std::string fix;
  std::optional<units::Money> saving_hourly;
  std::optional<model::IgnoreNote> ignored;  ///< shown, but held against nobody
};

struct PhaseGroupRow {
  std::string group;
  std::int64_t count = 0;
};

/// A part of the week in which the number of pods does not change. With several of them each tells
/// its nodes by group, and the pods of workloads that change in the week.
struct PhaseRow {
  std::string name;
  units::Decimal hours_per_week;  ///< all phases add up to 168
  units::Money hourly;
  std::int64_t node_count = 0;
  std::vector<PhaseGroupRow> node_groups{};
  std::vector<PodsRow> workloads{};
};

/// The whole with as many pods as autoscalers may run, or are expected to.
struct ReplicasRow {
  std::string replicas;   ///< as --replicas has it
  std::int64_t pods = 0;  ///< without those of DaemonSets, in the dearest phase
  std::int64_t unplaced_pods = 0;
  std::int64_t node_count = 0;
  Amount cost;
};

/// What a workload asks for, uses and should ask for.
struct RightSizeRow {
  sizing::RightSize figures;
  std::optional<Amount> saving;
  std::optional<Amount> slack;
  std::optional<Amount> reported_slack;
  std::optional<Amount> trim_saving;
};

/// What became of a file of usage.
struct UsageFileRow {
  std::string file;
  std::string format;  ///< whose it is: "kube-resource-report"
  std::int64_t rows = 0;
  std::int64_t joined = 0;            ///< rows that belong to a workload
  std::vector<std::string> unjoined;  ///< names of some of the others
};

/// Why nothing costs less than `certified_hourly`, a bound on the whole bill that one can check
/// without a solver. It is Summary::lower_bound_hourly, or less where only a solver says so.
struct ProofRow {
  units::Money certified_hourly;
  plan::BoundProof proof;
  std::vector<std::vector<std::string>> workloads;  ///< their ids, by shape of the proof
};

/// A number, or a word such as "block".
using GateValue = std::variant<units::Decimal, std::string>;

struct Gate {
  std::string name;  ///< of the option: "max-monthly"
  GateValue limit;
  GateValue value;
  bool failed = false;
  bool warned = false;  ///< missed, and meant to be told only
};

struct Result {
  std::string version;
  std::string command;
  Context context;
  std::optional<Summary> summary;        ///< none: nothing was planned, findings only
  std::optional<Allocation> allocation;  ///< likewise
  FindingCounts finding_counts{};        ///< without ignored ones
  std::int64_t ignored_findings = 0;
  model::FindingSeverity failing = model::FindingSeverity::block;  ///< see Settings::fail_on
  bool strict = false;
  std::vector<WorkloadRow> workloads;     ///< by id
  std::vector<NodeGroupRow> node_groups;  ///< by name
  std::vector<NodeRow> nodes;             ///< by group, zone, contents
  std::vector<CostRow> costs;             ///< as in cost::CostedPlan
  std::vector<GroupRow> groups;           ///< dearest first, then by name
  std::vector<FindingRow> findings;       ///< by severity, object, rule, place
  std::vector<PhaseRow> phases;
  Commitments commitments;                 ///< empty unless something is bought on demand
  std::vector<ReplicasRow> autoscaling;    ///< fewest pods first; empty unless asked for
  std::vector<RightSizeRow> right_sizing;  ///< by workload; empty without usage
  std::vector<UsageFileRow> usage_files;   ///< by name
  std::optional<ProofRow> proof;
  std::vector<Gate> gates;
  std::vector<Assumption> assumptions;
  std::vector<model::SkippedKind> skipped;
  std::vector<cost::Unpriced> unpriced;
  bool complete = true;  ///< all of the input was read, every pod has a place and all has a price
};

/// What to show beside the figures: the options as the user spells them.
struct Settings {
  std::string version{};
  std::string command = "estimate";
  std::string limits_profile = "standard";
  std::string placement = "cheapest";
  std::string headroom{};  ///< "auto", or percent
  std::string effort{};    ///< "quick", "normal", "max"
  std::string size_by = "requests";
  std::string replicas = "spec";
  std::string schedule{};
  std::string purchase = "on-demand";
  std::int64_t month_hours = units::kAwsMonthHours;
  GroupBy group_by{};
  bool input_complete = true;  ///< false: wrong parts of the input were left out
  /// From this severity up a finding is a failure, where a format tells failures apart; absent:
  /// only a block is.
  std::optional<model::FindingSeverity> fail_on{};
  bool strict = false;  ///< what is only inferred is a failure as well
  std::vector<Choice> choices{};
};

/// The stages' results; they must outlive the call only. `findings` is all that is reported, and
/// `fargate_profiles` names the profile that selects each demand item: empty texts where none does,
/// an empty list where nobody knows.
struct ResultInput {
  const plan::Plan& plan;
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const cost::CostedPlan& costs;
  const catalog::Catalogue& catalogue;
  Settings settings{};
  std::vector<Assumption> assumptions{};  ///< shown before those of the costs
  std::vector<Gate> gates{};
  std::vector<model::Finding> findings{};
  std::vector<std::string> fargate_profiles{};
  std::vector<sizing::RightSize> right_sizes{};  ///< by workload
  std::vector<UsageFileRow> usage_files{};
  /// Of a week of several phases, whose costs are means; `plan` and `demand` are those of the
  /// dearest phase, with the groups of all phases. Both empty: always the same.
  std::vector<PhaseRow> phases{};
  std::vector<cost::GroupOverWeek> groups_over_week{};
  Commitments commitments{};
  std::vector<ReplicasRow> autoscaling{};
};

Result make_result(const ResultInput& input);

/// Findings without a plan; `findings` and `fargate_profiles` as above.
struct CheckInput {
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const std::vector<rules::FargateVerdict>& verdicts;  ///< by demand item
  Settings settings{};
  std::vector<Assumption> assumptions{};
  std::vector<Gate> gates{};
  std::vector<model::Finding> findings{};
  std::vector<std::string> fargate_profiles{};
};

Result make_check_result(const CheckInput& input);

}  // namespace eksplan::report
