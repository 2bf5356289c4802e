#include <memory>
#include <string>

#include "commands.hpp"
#include "parsed_option.hpp"
#include "plan_flags.hpp"
#include "progress.hpp"
#include "run_flags.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/estimate.hpp"

namespace eksplan::cli {
namespace {

/// What the flags of one run say; `options` is what they mean.
struct EstimateFlags {
  RunFlags run;
  app::EstimateOptions options;
  PlanFlags plan;
};

const char* kEstimateFooter =
    "Every option can also stand in eksplan.yaml (max-node-groups: 2) or in the\n"
    "environment (EKSPLAN_MAX_NODE_GROUPS=2); a flag beats the environment, and that\n"
    "beats the file.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 wrong input or a\n"
    "pod that fits nowhere, 4 finding gate, 5 cost gate, 6 incomplete under --strict.";

void declare_grouping(CLI::App& command, app::EstimateOptions& options) {
  const char* group = "Output";
  add_parsed(command, "--group-by", "Roll cost up by namespace, kind, label:KEY or annotation:KEY",
             report::parse_group_by, [&](const auto& value) { options.group_by = value; })
      ->type_name("G")
      ->default_str("namespace")
      ->group(group);
}

void declare_gates(CLI::App& command, app::EstimateOptions& options) {
  const char* group = "Gates";
  add_parsed(command, "--max-hourly", "Exit 5 when an hour costs more dollars", units::parse_price,
             [&](auto value) { options.max_hourly = value; })
      ->type_name("USD")
      ->group(group);
  add_parsed(command, "--max-monthly", "Exit 5 when a month costs more dollars", units::parse_price,
             [&](auto value) { options.max_monthly = value; })
      ->type_name("USD")
      ->group(group);
}

}  // namespace

Run add_estimate(CLI::App& root) {
  auto* command =
      root.add_subcommand("estimate",
                          "Placement, nodes and cost of manifests or of a dump\n\n"
                          "  eksplan estimate k8s/\n"
                          "  helm template shop ./chart | eksplan estimate - --region eu-west-1\n"
                          "  eksplan estimate k8s/ --out json=plan.json --max-monthly 750");
  const auto flags = std::make_shared<EstimateFlags>();
  auto& options = flags->options;
  command->footer(kEstimateFooter);
  declare_input(*command, flags->run, options);
  declare_placement(*command, options);
  declare_limits(*command, options);
  declare_nodes(*command, flags->plan, options);
  declare_usage(*command, options);
  declare_schedule(*command, options);
  declare_cluster(*command, options);
  declare_prices(*command, flags->run, options);
  declare_money(*command, options);
  declare_savings_rates(*command, options);
  declare_output(*command, flags->run, options);
  declare_grouping(*command, options);
  declare_gates(*command, options);
  declare_finding_gates(*command, options, "never");
  declare_configuration(*command, flags->run);
  return [command, flags] {
    return run_command(*command, flags->run, flags->options, [&](const app::FileReader& files) {
      flags->options.add_ons = !flags->plan.no_add_ons;
      ProgressLine line;
      if (flags->options.effort == app::Effort::max && !flags->options.quiet &&
          is_terminal(Stream::standard_error)) {
        flags->options.progress = [&line](const auto& progress) { line.show(progress); };
      }
      return app::estimate(flags->options, files);
    });
  };
}

}  // namespace eksplan::cli
