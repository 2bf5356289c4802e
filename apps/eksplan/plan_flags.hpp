#pragma once
/// The flags of every command that makes a plan.

#include "eksplan/app/estimate.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace eksplan::cli {

/// What flags say beside the options that they fill.
struct PlanFlags {
  bool no_add_ons = false;
};

void declare_placement(CLI::App& command, app::EstimateOptions& options);
void declare_nodes(CLI::App& command, PlanFlags& flags, app::EstimateOptions& options);
void declare_money(CLI::App& command, app::EstimateOptions& options);

/// Only of a command that gives advice.
void declare_savings_rates(CLI::App& command, app::EstimateOptions& options);

}  // namespace eksplan::cli
