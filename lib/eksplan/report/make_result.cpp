#include <algorithm>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/report/rows.hpp"

namespace eksplan::report {
namespace {

// hourly / bound - 1, rounded to six places.
std::optional<units::Decimal> gap(units::HourlyRate hourly, units::HourlyRate bound) {
  constexpr std::int64_t kPlaces = 1'000'000;
  const auto bound_nanos = bound.hourly().nanos();
  if (bound_nanos <= 0) {
    return std::nullopt;
  }
  const auto above = hourly.hourly().nanos() - bound_nanos;
  return units::Decimal::from_billionths(base::mul_div_half_up(above, kPlaces, bound_nanos) *
                                         (units::Decimal::kOne / kPlaces));
}

Context context_of(const Settings& settings) {
  Context context;
  context.month_hours = settings.month_hours;
  context.limits_profile = settings.limits_profile;
  context.replicas = settings.replicas;
  context.schedule = settings.schedule;
  return context;
}

Context context_of(const ResultInput& input) {
  auto context = context_of(input.settings);
  context.region = std::string(input.catalogue.region().name);
  context.placement = input.settings.placement;
  context.headroom = input.settings.headroom;
  context.effort = input.settings.effort;
  context.size_by = input.settings.size_by;
  context.purchase = input.settings.purchase;
  context.group_by = input.settings.group_by.text();
  context.choices = input.settings.choices;
  context.prices = PriceSetRow{.name = std::string(input.catalogue.set_name()),
                               .effective_date = std::string(input.catalogue.effective_date()),
                               .sha256 = input.catalogue.sha256()};
  return context;
}

void count_pods(const Result& result, Summary& summary) {
  for (const auto& workload : result.workloads) {
    const auto& placement = *workload.placement;
    const auto placed = std::max<std::int64_t>(workload.pods - placement.unplaced_pods, 0);
    summary.unplaced_pods += placement.unplaced_pods;
    if (placement.target == "fargate") {
      summary.pods_on_fargate += placed;
    } else if (placement.target == "daemonset") {
      summary.daemon_pods += placed;
    } else {
      summary.pods_on_nodes += placed;
    }
  }
}

Summary summary_of(const ResultInput& input, const Result& result) {
  const auto& costs = input.costs;
  Summary summary;
  summary.total = amount(costs.hourly, input.settings.month_hours);
  if (costs.list != costs.hourly) {
    summary.list = amount(costs.list, input.settings.month_hours);
  }
  summary.peak_hourly = costs.hourly.hourly();
  summary.packed_hourly = costs.packed.hourly();
  summary.lower_bound_hourly = costs.lower_bound.hourly();
  summary.gap = gap(costs.hourly, costs.lower_bound);
  summary.packed_gap = gap(costs.packed, costs.lower_bound);
  summary.bound = std::string(input.plan.bound);
  summary.solver_steps = input.plan.solver_steps;
  for (const auto& [category, rate] : costs.by_category) {
    summary.by_category.emplace_back(cost::name(category), rate.hourly());
  }
  for (const auto& group : input.plan.groups) {
    summary.node_count += group.count;
  }
  count_pods(result, summary);
  return summary;
}

Allocation allocation_of(const cost::CostedPlan& costs) {
  units::HourlyRate workloads;
  for (const auto& workload : costs.workloads) {
    workloads += workload.total();
  }
  return {.workloads = workloads.hourly(),
          .idle = costs.idle.hourly(),
          .overhead = costs.overhead.hourly(),
          .fixed = costs.fixed.hourly()};
}

// Of the whole bill, as CostedPlan::lower_bound is.
std::optional<ProofRow> proof_row(const ResultInput& input) {
  if (!input.plan.proof) {
    return std::nullopt;
  }
  const auto above = std::max(input.plan.packed - input.plan.proof->proven, units::HourlyRate{});
  ProofRow row{
      .certified_hourly = std::max(input.costs.packed - above, units::HourlyRate{}).hourly(),
      .proof = *input.plan.proof,
      .workloads = {}};
  for (const auto& shape : row.proof.shapes) {
    auto& ids = row.workloads.emplace_back();
    for (const auto item : shape.items) {
      ids.push_back(input.demand.items[item].workload.id.text());
    }
  }
  return row;
}

std::vector<Assumption> joined(std::vector<Assumption> first,
                               const std::vector<Assumption>& second) {
  for (const auto& assumption : second) {
    if (std::find(first.begin(), first.end(), assumption) == first.end()) {
      first.push_back(assumption);
    }
  }
  return first;
}

// What there is without schedules: one phase, always the same.
void put_phases(const ResultInput& input, Result& result) {
  auto& summary = *result.summary;
  if (input.phases.empty()) {
    result.phases = {{.name = "always on",
                      .hours_per_week = units::Decimal::whole(cost::kHoursOfWeek),
                      .hourly = summary.total.hourly,
                      .node_count = summary.node_count}};
    return;
  }
  result.phases = input.phases;
  summary.peak_hourly = std::ranges::max_element(result.phases, {}, &PhaseRow::hourly)->hourly;
}

Result begun(const Settings& settings) {
  Result result;
  result.version = settings.version;
  result.command = settings.command;
  result.failing = settings.fail_on.value_or(model::FindingSeverity::block);
  result.strict = settings.strict;
  return result;
}

// Rows are in the order of the demand items here.
void put_profiles(const std::vector<std::string>& profiles, Result& result) {
  EKSPLAN_ASSERT(profiles.empty() || profiles.size() == result.workloads.size(),
                 "one profile for each workload, or none at all");
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    result.workloads[i].fargate_profile = profiles[i];
  }
}

void put_findings(const std::vector<model::Finding>& findings, const model::Inventory& inventory,
                  Result& result) {
  result.findings = finding_rows(findings, inventory);
  result.finding_counts = count_findings(result.findings);
  result.ignored_findings = count_ignored(result.findings);
}

}  // namespace

Result make_result(const ResultInput& input) {
  EKSPLAN_ASSERT(input.plan.placements.size() == input.demand.items.size(),
                 "one placement for each workload");
  EKSPLAN_ASSERT(input.costs.workloads.size() == input.demand.items.size(),
                 "one cost for each workload");
  auto result = begun(input.settings);
  result.context = context_of(input);
  result.workloads = workload_rows(input);
  result.node_groups = node_group_rows(input);
  result.nodes = node_rows(input);
  result.costs = cost_rows(input);
  result.groups = group_rows(input);
  put_profiles(input.fargate_profiles, result);
  put_findings(input.findings, input.inventory, result);
  result.summary = summary_of(input, result);
  result.allocation = allocation_of(input.costs);
  put_phases(input, result);
  result.commitments = input.commitments;
  result.autoscaling = input.autoscaling;
  result.right_sizing = right_size_rows(input);
  result.usage_files = input.usage_files;
  result.proof = proof_row(input);
  result.gates = input.gates;
  result.assumptions = joined(input.assumptions, input.costs.assumptions);
  result.skipped = input.inventory.skipped;
  result.unpriced = input.costs.unpriced;
  result.complete = input.settings.input_complete && result.summary->unplaced_pods == 0 &&
                    result.unpriced.empty();
  return result;
}

Result make_check_result(const CheckInput& input) {
  EKSPLAN_ASSERT(input.verdicts.size() == input.demand.items.size(),
                 "one verdict for each workload");
  auto result = begun(input.settings);
  result.context = context_of(input.settings);
  for (std::size_t i = 0; i < input.verdicts.size(); ++i) {
    result.workloads.push_back(
        workload_row(input.demand.items[i], input.inventory, input.verdicts[i]));
  }
  put_profiles(input.fargate_profiles, result);
  put_findings(input.findings, input.inventory, result);
  result.gates = input.gates;
  result.assumptions = input.assumptions;
  result.skipped = input.inventory.skipped;
  result.complete = input.settings.input_complete;
  return result;
}

}  // namespace eksplan::report
