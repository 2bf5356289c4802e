#include "eksplan/app/estimate.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/app/add_ons.hpp"
#include "eksplan/app/assumptions.hpp"
#include "eksplan/app/choices.hpp"
#include "eksplan/app/commitment_advice.hpp"
#include "eksplan/app/findings.hpp"
#include "eksplan/app/gates.hpp"
#include "eksplan/app/ignores.hpp"
#include "eksplan/app/plan_choices.hpp"
#include "eksplan/app/plan_week.hpp"
#include "eksplan/app/price_assumptions.hpp"
#include "eksplan/app/price_source.hpp"
#include "eksplan/app/price_terms.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/app/render.hpp"
#include "eksplan/app/replica_range.hpp"
#include "eksplan/app/right_sizing.hpp"
#include "eksplan/app/schedule_savings.hpp"
#include "eksplan/app/schedules.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/demand/build.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/report/result.hpp"

namespace eksplan::app {
namespace {

diag::Diagnostic no_profiles() {
  return general_message(
      diag::Severity::error, diag::kUsage,
      "--placement profiles needs the Fargate profiles of the cluster, and none is given",
      "give an eksctl ClusterConfig, the output of aws eks describe-fargate-profile or terraform "
      "show -json by --cluster, or --fargate-profile NAME=NAMESPACE/LABEL=VALUE");
}

std::int64_t steps_of(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return 50;
    case Effort::normal:
      return 200;
    case Effort::max:
      break;
  }
  return 2000;
}

/// One run from options to plan and outcome; the stages in their order.
class EstimateRun {
 public:
  EstimateRun(const EstimateOptions& options, const FileReader& files, bool compares_replicas)
      : options_(&options), files_(&files), compares_replicas_(compares_replicas) {}

  /// Nothing when there is no plan; then `exit()` says why.
  std::optional<PlannedRun> plan() {
    auto prices = open_prices(options_->prices, *files_, found_);
    auto given = read_given(*options_, *files_, found_);
    inventory_ = std::move(given.inventory);
    usage_ = std::move(given.usage);
    if (prices == nullptr) {
      return stop(ExitCode::input);
    }
    const auto region = region_of(*options_, inventory_);
    auto catalogue = catalog::open_region(prices, region);
    if (!catalogue) {
      found_.add(unknown_region(*prices, region));
      return stop(ExitCode::usage);
    }
    catalogue->set_terms(terms_of(*options_, *catalogue));
    if (auto problem = unbuyable(*options_, *catalogue)) {
      found_.add(std::move(*problem));
      return stop(ExitCode::usage);
    }
    if (auto warning = old_prices(*options_, *catalogue)) {
      found_.add(std::move(*warning));
    }
    if (found_.has_errors() && !options_->keep_going) {
      return stop(ExitCode::input);
    }
    if (is_empty(inventory_)) {
      found_.add(empty_input());
      return stop(ExitCode::input);
    }
    if (options_->placement == plan::PlacementMode::profiles &&
        inventory_.cluster.fargate_profiles.empty()) {
      found_.add(no_profiles());
      return stop(ExitCode::usage);
    }
    if (auto problem = missing_usage(*options_, usage_)) {
      found_.add(std::move(*problem));
      return stop(ExitCode::usage);
    }
    notes_ = read_ignore_notes(inventory_, found_);
    holds_workloads_ = !inventory_.workloads.empty();
    auto demand = sized_demand(*catalogue);
    if (!sizing::adds_up(demand)) {
      found_.add(too_much_usage());
      return stop(ExitCode::input);
    }
    pods_ = demand::pods_over_time(demand, inventory_, options_->schedule);
    for (auto& problem : schedule_diagnostics(pods_.problems, inventory_)) {
      found_.add(std::move(problem));
    }
    if (found_.has_errors() && !options_->keep_going) {
      return stop(ExitCode::input);
    }
    return planned(std::move(demand), std::move(*catalogue));
  }

  Outcome rendered(const PlannedRun& run) {
    const auto verdict = judge_run(run.plan, run.findings, run.costs);
    const auto result = report::make_result(
        {.plan = run.plan,
         .demand = run.demand,
         .inventory = run.inventory,
         .costs = run.costs,
         .catalogue = run.catalogue,
         .settings = settings(),
         .assumptions = all_assumptions(run),
         .gates = verdict.gates,
         .findings = run.findings,
         .fargate_profiles = profile_names(run.demand, run.inventory, options_->limits),
         .right_sizes = right_sizes_of({.options = *options_,
                                        .usage = joined_,
                                        .demand = written_ ? *written_ : run.demand,
                                        .plan = run.plan,
                                        .catalogue = run.catalogue}),
         .usage_files = usage_file_rows(usage_, joined_),
         .phases = run.phases,
         .groups_over_week = run.groups_over_week,
         .commitments = advise_commitments({.options = *options_,
                                            .catalogue = run.catalogue,
                                            .groups = run.plan.groups,
                                            .week = run.compute}),
         .autoscaling = run.autoscaling});
    auto outcome = outcome_of(run.plan.unplaced_pods() > 0 ? ExitCode::input : verdict.exit, found_,
                              options_->quiet);
    render(result, *options_, outcome);
    return outcome;
  }

  ExitCode exit() const { return exit_; }

  const diag::Diagnostics& found() const { return found_; }

 private:
  plan::Options plan_options() const {
    return {.placement = options_->placement,
            .limits = options_->limits,
            .instance_types = options_->instance_types,
            .architectures = options_->architectures,
            .max_node_groups = options_->max_node_groups,
            .min_nodes = options_->min_nodes,
            .zones = options_->zones.value_or(plan::Options{}.zones),
            .more_zones = !options_->zones,
            .effort = steps_of(options_->effort),
            .headroom = options_->headroom,
            .progress = options_->progress};
  }

  demand::ReplicaChoice replicas() const { return replica_choice(*options_, !usage_.empty()); }

  // What is compared is built more than once.
  bool compares() const { return options_->replicas || !usage_.empty(); }

  demand::Demand build_demand(const catalog::Catalogue& catalogue, demand::ReplicaChoice replicas) {
    demand::Options options;
    options.replicas = replicas;
    options.usage = pod_usage(joined_);
    options.selection = {options_->namespaces, options_->selector};
    options.ebs_in_use = uses_ebs(inventory_);
    const auto add_ons =
        options_->add_ons ? add_on_pods(catalogue) : std::vector<demand::AddOnPods>{};
    return compares()
               ? demand::build(inventory_, add_ons, options)
               : demand::build(std::move(inventory_.workloads), inventory_, add_ons, options);
  }

  // What runs is planned at the size that is asked for, and measured against what is written.
  demand::Demand sized_demand(const catalog::Catalogue& catalogue) {
    auto demand = build_demand(catalogue, replicas());
    joined_ = join_usage(usage_, inventory_, demand, found_);
    if (replicas() == demand::ReplicaChoice::expected && !usage_.empty()) {
      demand = build_demand(catalogue, replicas());
    }
    if (options_->size.by == sizing::SizeBy::requests) {
      return demand;
    }
    written_ = demand;
    return sizing::resized(std::move(demand), joined_, options_->size);
  }

  WeekPlan week_of(demand::Demand demand, const demand::Phases& phases,
                   const catalog::Catalogue& catalogue, const plan::Options& wishes) const {
    const cost::Options cost_options{.nat_gateways = options_->nat_gateways,
                                     .extended_support = false,
                                     .limits = options_->limits,
                                     .selection = {options_->namespaces, options_->selector}};
    return plan_week({.demand = std::move(demand),
                      .phases = phases,
                      .inventory = inventory_,
                      .catalogue = catalogue,
                      .wishes = wishes,
                      .cost_options = cost_options});
  }

  // Plans that nobody asked for would make every run slower.
  std::vector<report::ReplicasRow> autoscaling(const WeekPlan& planned,
                                               const catalog::Catalogue& catalogue,
                                               const plan::Options& wishes) {
    std::vector<report::ReplicasRow> rows;
    if (!compares_replicas_ || !compares() || !has_replica_range(planned.demand)) {
      return rows;
    }
    const auto between = usage_.empty() ? replicas() : demand::ReplicaChoice::expected;
    for (const auto choice : compared_choices(between)) {
      if (choice == replicas()) {
        rows.push_back(replicas_row(choice, planned, options_->month_hours));
        continue;
      }
      auto demand = build_demand(catalogue, choice);
      if (options_->size.by != sizing::SizeBy::requests) {
        demand = sizing::resized(std::move(demand), joined_, options_->size);
      }
      if (!sizing::adds_up(demand)) {
        continue;
      }
      const auto phases = demand::build_phases(
          demand::pods_over_time(demand, inventory_, options_->schedule), options_->schedule);
      rows.push_back(replicas_row(choice, week_of(std::move(demand), phases, catalogue, wishes),
                                  options_->month_hours));
    }
    return rows;
  }

  PlannedRun planned(demand::Demand demand, catalog::Catalogue catalogue) {
    warn_of_no_workload(demand);
    auto wishes = plan_options();
    const auto phases = demand::build_phases(pods_, options_->schedule);
    auto assumed = schedule_assumptions(demand, pods_, phases, options_->schedule.week);
    auto week = week_of(std::move(demand), phases, catalogue, wishes);
    report_unplaced(week.plan, week.demand);
    auto compared = autoscaling(week, catalogue, wishes);
    auto findings = findings_of(week.plan, week.demand, catalogue);
    return {.inventory = std::move(inventory_),
            .catalogue = std::move(catalogue),
            .demand = std::move(week.demand),
            .wishes = std::move(wishes),
            .plan = std::move(week.plan),
            .costs = std::move(week.costs),
            .findings = std::move(findings),
            .phases = std::move(week.phases),
            .groups_over_week = std::move(week.groups),
            .compute = std::move(week.compute),
            .schedule_assumptions = std::move(assumed),
            .autoscaling = std::move(compared)};
  }

  std::vector<report::Assumption> all_assumptions(const PlannedRun& run) const {
    auto all = assumptions(
        {.plan = run.plan,
         .demand = run.demand,
         .inventory = run.inventory,
         .catalogue = run.catalogue,
         .region_defaulted = options_->region_defaulted && run.inventory.cluster.region.empty(),
         .headroom = options_->headroom,
         .as_written = options_->size.by == sizing::SizeBy::requests,
         .week = &pods_});
    for (const auto& assumption : run.schedule_assumptions) {
      all.push_back(assumption);
    }
    for (auto& assumption : price_assumptions(*options_, run.plan, run.catalogue)) {
      all.push_back(std::move(assumption));
    }
    for (auto& assumption : sizing_assumptions(*options_, usage_, joined_, run.demand)) {
      all.push_back(std::move(assumption));
    }
    return all;
  }

  void warn_of_no_workload(const demand::Demand& demand) {
    const bool any = std::any_of(demand.items.begin(), demand.items.end(),
                                 [](const auto& item) { return !item.workload.added; });
    if (!any) {
      found_.add(general_message(
          diag::Severity::warning, diag::kInputEmpty,
          !holds_workloads_ ? "the input holds no workload; the estimate is of an empty cluster"
                            : "no workload matches --namespace and --selector",
          ""));
    }
  }

  void report_unplaced(const plan::Plan& plan, const demand::Demand& demand) {
    for (std::size_t i = 0; i < plan.placements.size(); ++i) {
      const auto& placement = plan.placements[i];
      if (placement.unplaced_pods == 0) {
        continue;
      }
      const auto& workload = demand.items[i].workload;
      auto unplaced =
          general_message(diag::Severity::error, diag::kPodUnplaced,
                          fmt::format("{}: {} nowhere: {}", workload.id.text(),
                                      base::plural(placement.unplaced_pods, "pod fits", "pods fit"),
                                      placement.nearest_miss),
                          "");
      if (workload.at.line != 0) {
        unplaced.at = {
            inventory_.files.at(workload.at.file), workload.at.line, workload.at.column, {}};
      }
      found_.add(std::move(unplaced));
    }
  }

  // Of what runs on nodes only what keeps it off Fargate is worth knowing.
  std::vector<model::Finding> findings_of(const plan::Plan& plan, const demand::Demand& demand,
                                          const catalog::Catalogue& catalogue) {
    std::vector<Placing> placing;
    for (const auto& placement : plan.placements) {
      const bool on_fargate = placement.target == plan::Target::fargate;
      placing.push_back({.verdict = &placement.fargate,
                         .on_fargate = on_fargate,
                         .concern = on_fargate ? Concern::all : Concern::refusals});
    }
    auto prices = plan::unit_prices(catalogue);
    prices.month_hours = options_->month_hours;
    auto findings = collect_findings(
        {.demand = demand,
         .inventory = inventory_,
         .limits = options_->limits,
         .placing = placing,
         .prices = prices,
         .region = {.name = std::string(catalogue.region().name),
                    .fargate_today = catalogue.region().eks_fargate},
         .schedule_savings = schedule_savings({.plan = plan,
                                               .demand = demand,
                                               .week = pods_,
                                               .inventory = inventory_,
                                               .catalogue = catalogue,
                                               .min_nodes = options_->min_nodes})});
    mark_ignored(findings, notes_, options_->ignores);
    return findings;
  }

  Verdict judge_run(const plan::Plan& plan, const std::vector<model::Finding>& findings,
                    const cost::CostedPlan& costed) const {
    const auto incomplete = count_inferred(findings) +
                            static_cast<std::int64_t>(costed.unpriced.size()) +
                            count_left_out(found_) + plan.unplaced_pods();
    return judge({.max_hourly = options_->max_hourly,
                  .max_monthly = options_->max_monthly,
                  .fail_on = options_->fail_on,
                  .strict = options_->strict},
                 {.hourly = costed.hourly.hourly(),
                  .monthly = costed.hourly.for_hours(options_->month_hours),
                  .findings = findings,
                  .incomplete = incomplete});
  }

  report::Settings settings() const {
    return {.version = options_->version,
            .command = "estimate",
            .limits_profile = options_->limits.name,
            .placement = std::string(name(options_->placement)),
            .headroom = headroom_text(options_->headroom),
            .effort = std::string(name(options_->effort)),
            .size_by = std::string(sizing::name(options_->size.by)),
            .replicas = std::string(name(replicas())),
            .schedule = options_->schedule.downscaler.uptime
                            ? schedule::text_of(*options_->schedule.downscaler.uptime)
                            : "",
            .purchase = catalog::text_of(options_->buying),
            .month_hours = options_->month_hours,
            .group_by = options_->group_by,
            .input_complete = count_left_out(found_) == 0,
            .fail_on = options_->fail_on,
            .strict = options_->strict,
            .choices = plan_choices(*options_)};
  }

  std::nullopt_t stop(ExitCode exit) {
    exit_ = exit;
    return std::nullopt;
  }

  const EstimateOptions* options_;
  const FileReader* files_;
  bool compares_replicas_;
  diag::Diagnostics found_;
  model::Inventory inventory_;  // where nothing is compared its workloads are in the demand alone
  IgnoreNotes notes_;
  bool holds_workloads_ = false;
  std::vector<model::UsageSeries> usage_;
  sizing::Joined joined_;
  std::optional<demand::Demand> written_;  // where the demand has other sizes
  demand::WeekOfPods pods_;
  ExitCode exit_ = ExitCode::done;
};

}  // namespace

PlanAttempt plan_run(const EstimateOptions& options, const FileReader& files) {
  EstimateRun run(options, files, false);
  auto planned = run.plan();
  return {.exit = run.exit(), .found = run.found(), .run = std::move(planned)};
}

Outcome estimate(const EstimateOptions& options, const FileReader& files) {
  EstimateRun run(options, files, true);
  const auto planned = run.plan();
  return planned ? run.rendered(*planned) : outcome_of(run.exit(), run.found(), options.quiet);
}

}  // namespace eksplan::app
