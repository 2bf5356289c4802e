#include <memory>
#include <string>

#include "commands.hpp"
#include "parsed_option.hpp"
#include "run_flags.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/estimate.hpp"

namespace eksplan::cli {
namespace {

/// What the flags of one run say; `options` is what they mean.
struct Flags {
  RunFlags run;
  app::EstimateOptions options;
  bool no_add_ons = false;
};

const char* kFooter =
    "Every option can also stand in eksplan.yaml (max-node-groups: 2) or in the\n"
    "environment (EKSPLAN_MAX_NODE_GROUPS=2); a flag beats the environment, and that\n"
    "beats the file.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 wrong input or a\n"
    "pod that fits nowhere, 4 finding gate, 5 cost gate, 6 incomplete under --strict.";

void declare_placement(CLI::App& command, app::EstimateOptions& options) {
  const char* group = "Placement";
  add_parsed(command, "--placement",
             "cheapest, fargate (all that may), nodes, or profiles (as the cluster's Fargate "
             "profiles select)",
             app::parse_placement, [&](auto value) { options.placement = value; })
      ->type_name("P")
      ->default_str("cheapest")
      ->group(group);
  add_parsed(
      command, "--headroom",
      "Spare room on nodes: auto (until the default scheduler, replayed, finds room for every "
      "pod), or percent of each node",
      app::parse_headroom, [&](const auto& value) { options.headroom = value; })
      ->type_name("auto|PCT")
      ->default_str("0")
      ->group(group);
  add_parsed(command, "--effort", "How long the plan is improved: quick, normal or max",
             app::parse_effort, [&](auto value) { options.effort = value; })
      ->type_name("E")
      ->default_str("normal")
      ->group(group);
}

void declare_nodes(CLI::App& command, Flags& flags) {
  auto& options = flags.options;
  const char* group = "Nodes";
  command
      .add_option("--instance-types", options.instance_types,
                  "Candidates, as names with * and ?; default: current-generation c, m and r from "
                  "generation 5 on")
      ->delimiter(',')
      ->type_name("GLOB,..")
      ->group(group);
  add_parsed(command, "--arch", "amd64, arm64 or both with a comma", app::parse_architectures,
             [&](const auto& value) { options.architectures = value; })
      ->type_name("ARCH,..")
      ->default_str("amd64")
      ->group(group);
  command
      .add_option("--max-node-groups", options.max_node_groups,
                  "At most so many node groups; 0 = no limit")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->default_str("3")
      ->group(group);
  command.add_option("--min-nodes", options.min_nodes, "At least so many nodes, if there are any")
      ->check(CLI::Range(0, 100'000))
      ->type_name("N")
      ->default_str("2")
      ->group(group);
  command.add_option("--zones", options.zones, "Availability zones to spread nodes over")
      ->check(CLI::Range(1, 10))
      ->type_name("N")
      ->default_str("2")
      ->group(group);
  command
      .add_flag("--no-add-ons", flags.no_add_ons,
                "Leave out the add-ons that every EKS cluster runs")
      ->group(group);
}

void declare_money(CLI::App& command, app::EstimateOptions& options) {
  const char* group = "Prices";
  command
      .add_option("--nat-gateways", options.nat_gateways,
                  "NAT gateways of the cluster's private subnets")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->default_str("1")
      ->group(group);
}

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
  const auto flags = std::make_shared<Flags>();
  auto& options = flags->options;
  command->footer(kFooter);
  declare_input(*command, flags->run, options);
  declare_placement(*command, options);
  declare_limits(*command, options);
  declare_schedule(*command, options);
  declare_nodes(*command, *flags);
  declare_cluster(*command, options);
  declare_prices(*command, flags->run, options);
  declare_money(*command, options);
  declare_output(*command, flags->run, options);
  declare_grouping(*command, options);
  declare_gates(*command, options);
  declare_finding_gates(*command, options, "never");
  declare_configuration(*command, flags->run);
  return [command, flags] {
    return run_command(*command, flags->run, flags->options, [&](const app::FileReader& files) {
      flags->options.add_ons = !flags->no_add_ons;
      return app::estimate(flags->options, files);
    });
  };
}

}  // namespace eksplan::cli
