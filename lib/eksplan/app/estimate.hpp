#pragma once
/// `eksplan estimate`: manifests in, placement, nodes and cost out.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/phase_spend.hpp"
#include "eksplan/app/run_options.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/catalog/savings_rate.hpp"
#include "eksplan/catalog/terms.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/cost/week_costs.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/report/group_by.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {

/// How hard the solver tries, in words; each is a number of steps, never of seconds.
enum class Effort : std::uint8_t { quick, normal, max };

struct EstimateOptions : RunOptions {
  plan::PlacementMode placement = plan::PlacementMode::cheapest;
  std::vector<std::string> instance_types;
  std::vector<model::Architecture> architectures{model::Architecture::amd64};
  std::int64_t max_node_groups = 3;
  std::int64_t min_nodes = 2;
  std::optional<std::int64_t> zones;                 ///< none: 2, or more where pods need them
  catalog::Buying buying;                            ///< of nodes
  std::vector<catalog::TypeBuying> buying_of_types;  ///< of some types
  std::vector<catalog::Discount> discounts;          ///< by service, each once
  /// By term and service, each once: what a savings plan would take off, for advice alone.
  std::vector<catalog::SavingsRate> savings_rates;
  std::optional<rules::Date> as_of;  ///< the day that prices are judged old by
  std::int64_t max_price_age = 90;   ///< days
  std::int64_t nat_gateways = 1;
  bool add_ons = true;  ///< count the add-ons that every EKS cluster runs
  plan::HeadroomWish headroom{};
  Effort effort = Effort::normal;
  std::function<void(const plan::Progress&)> progress{};  ///< is told while the plan is made
  report::GroupBy group_by;
  std::optional<units::Money> max_hourly;
  std::optional<units::Money> max_monthly;
};

/// The stages' results, as far as every figure is known and nothing is rendered.
struct PlannedRun {
  model::Inventory inventory;  ///< its workloads may be in the demand alone
  catalog::Catalogue catalogue;
  demand::Demand demand;
  plan::Options wishes;  ///< what the plan was made by
  plan::Plan plan;
  cost::CostedPlan costs;
  std::vector<model::Finding> findings;
  /// Of a week of several phases, whose costs are means and whose plan is that of the dearest phase
  /// (see WeekPlan); empty when one phase is all.
  std::vector<report::PhaseRow> phases{};
  std::vector<cost::GroupOverWeek> groups_over_week{};
  std::vector<PhaseSpend> compute{};  ///< by phase, also where one is all
  std::vector<cost::Assumption> schedule_assumptions{};
  std::vector<report::ReplicasRow> autoscaling{};  ///< of `estimate` alone
};

struct PlanAttempt {
  ExitCode exit = ExitCode::done;  ///< without a run: why there is none
  diag::Diagnostics found;
  std::optional<PlannedRun> run;
};

/// Reads, plans and prices, and stops there.
PlanAttempt plan_run(const EstimateOptions& options, const FileReader& files);

/// Reads, plans, prices and renders. Everything that is wrong with the input is in `messages`; then
/// nothing is rendered unless `keep_going`. A plan that its checker refuses is an InternalError.
Outcome estimate(const EstimateOptions& options, const FileReader& files);

}  // namespace eksplan::app
