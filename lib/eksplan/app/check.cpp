#include "eksplan/app/check.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/findings.hpp"
#include "eksplan/app/gates.hpp"
#include "eksplan/app/ignores.hpp"
#include "eksplan/app/price_source.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/app/render.hpp"
#include "eksplan/app/right_sizing.hpp"
#include "eksplan/demand/build.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/rules/fargate_profiles.hpp"

namespace eksplan::app {
namespace {

/// One run from options to outcome; the stages in their order.
class CheckRun {
 public:
  CheckRun(const CheckOptions& options, const FileReader& files)
      : options_(&options), files_(&files) {}

  Outcome run() {
    open_prices_and_region();
    if (found_.has_errors() && !options_->keep_going) {
      return outcome_of(ExitCode::input, found_, options_->quiet);
    }
    if (is_empty(inventory_)) {
      found_.add(empty_input());
      return outcome_of(ExitCode::input, found_, options_->quiet);
    }
    demand::Options demand_options;
    demand_options.replicas = replica_choice(*options_, !usage_.empty());
    demand_options.selection = {options_->namespaces, options_->selector};
    if (auto problem = missing_usage(*options_, usage_)) {
      found_.add(std::move(*problem));
      return outcome_of(ExitCode::usage, found_, options_->quiet);
    }
    notes_ = read_ignore_notes(inventory_, found_);
    return sized(usage_.empty() ? demand::build(std::move(inventory_.workloads), inventory_, {},
                                                demand_options)
                                : demand::build(inventory_, {}, demand_options));
  }

 private:
  void open_prices_and_region() {
    const auto prices = open_prices(options_->prices, *files_, found_);
    auto given = read_given(*options_, *files_, found_);
    inventory_ = std::move(given.inventory);
    usage_ = std::move(given.usage);
    region_.name = region_of(*options_, inventory_);
    const auto catalogue = prices ? catalog::open_region(prices, region_.name) : std::nullopt;
    if (catalogue) {
      prices_ = plan::unit_prices(*catalogue);
      prices_.month_hours = options_->month_hours;
      region_.fargate_today = catalogue->region().eks_fargate;
    } else if (prices) {
      found_.add(general_message(
          diag::Severity::note, diag::kRegionUnknown,
          fmt::format("there are no prices for region '{}'; findings come without money",
                      region_.name),
          ""));
    }
  }

  bool goes_by_profiles() const {
    return !inventory_.cluster.fargate_profiles.empty() && !options_->all_on_fargate;
  }

  bool is_meant_for_fargate(const demand::Item& item) const {
    if (!goes_by_profiles()) {
      return true;
    }
    const auto& workload = item.workload;
    const bool selected = !rules::matching_profiles(inventory_.cluster, workload.id.namespace_name,
                                                    workload.pod.labels, options_->limits.as_of)
                               .empty();
    return selected && !(item.is_daemon && rules::keeps_off_fargate(workload.pod.spec));
  }

  std::vector<Placing> place(const demand::Demand& demand,
                             const std::vector<rules::FargateVerdict>& verdicts) const {
    std::vector<Placing> placing;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      const bool meant = is_meant_for_fargate(demand.items[i]);
      placing.push_back({.verdict = &verdicts[i],
                         .on_fargate = meant && verdicts[i].eligible,
                         .concern = meant ? Concern::all : Concern::none});
    }
    return placing;
  }

  // Where pods are sized by usage, rules about sizes look at those.
  Outcome sized(demand::Demand written) {
    const auto joined = join_usage(usage_, inventory_, written, found_);
    if (options_->size.by == sizing::SizeBy::requests) {
      return checked(written);
    }
    const auto demand = sizing::resized(std::move(written), joined, options_->size);
    if (!sizing::adds_up(demand)) {
      found_.add(too_much_usage());
      return outcome_of(ExitCode::input, found_, options_->quiet);
    }
    return checked(demand);
  }

  Outcome checked(const demand::Demand& demand) {
    std::vector<rules::FargateVerdict> verdicts;
    verdicts.reserve(demand.items.size());
    for (const auto& item : demand.items) {
      verdicts.push_back(rules::check_fargate(item.workload, inventory_, options_->limits));
    }
    auto findings = collect_findings({.demand = demand,
                                      .inventory = inventory_,
                                      .limits = options_->limits,
                                      .placing = place(demand, verdicts),
                                      .prices = prices_,
                                      .region = region_});
    mark_ignored(findings, notes_, options_->ignores);
    const auto verdict = judge({.max_hourly = {},
                                .max_monthly = {},
                                .fail_on = options_->fail_on,
                                .strict = options_->strict},
                               {.hourly = {},
                                .monthly = {},
                                .findings = findings,
                                .incomplete = count_inferred(findings) + count_left_out(found_)});
    const auto result = report::make_check_result(
        {.demand = demand,
         .inventory = inventory_,
         .verdicts = verdicts,
         .settings = settings(),
         .assumptions = assumptions(),
         .gates = verdict.gates,
         .findings = std::move(findings),
         .fargate_profiles = profile_names(demand, inventory_, options_->limits)});
    auto outcome = outcome_of(verdict.exit, found_, options_->quiet);
    render(result, *options_, outcome);
    return outcome;
  }

  report::Settings settings() const {
    report::Settings settings;
    settings.version = options_->version;
    settings.command = "check";
    settings.limits_profile = options_->limits.name;
    settings.placement = goes_by_profiles() ? "profiles" : "fargate";
    settings.replicas = std::string(name(replica_choice(*options_, !usage_.empty())));
    settings.month_hours = options_->month_hours;
    settings.input_complete = count_left_out(found_) == 0;
    settings.fail_on = options_->fail_on;
    settings.strict = options_->strict;
    return settings;
  }

  std::vector<report::Assumption> assumptions() const {
    if (goes_by_profiles()) {
      return {{"fargate-profiles",
               fmt::format("only pods that a Fargate profile selects are meant for Fargate ({} in "
                           "the input)",
                           inventory_.cluster.fargate_profiles.size())}};
    }
    return {{"fargate-profiles",
             "no Fargate profile counts, so every pod is taken to be meant for Fargate"}};
  }

  const CheckOptions* options_;
  const FileReader* files_;
  diag::Diagnostics found_;
  model::Inventory inventory_;  // without usage its workloads are in the demand alone
  IgnoreNotes notes_;
  std::vector<model::UsageSeries> usage_;
  rules::UnitPrices prices_;
  rules::RegionFacts region_;
};

}  // namespace

Outcome check(const CheckOptions& options, const FileReader& files) {
  return CheckRun(options, files).run();
}

}  // namespace eksplan::app
