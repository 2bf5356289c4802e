#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "disk.hpp"
#include "option_sources.hpp"
#include "parsed_option.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/estimate.hpp"
#include "eksplan/app/label_selector.hpp"
#include "eksplan/app/settings.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::cli {
namespace {

constexpr const char* kDefaultConfig = "eksplan.yaml";

/// What the flags of one run say; `estimate` is what they mean.
struct Flags {
  app::EstimateOptions estimate;
  std::vector<std::string> positional;
  std::vector<std::string> files;
  std::string config;
  std::string color = "auto";
  std::optional<std::string> region;
  bool no_add_ons = false;
  bool show_config = false;
};

const char* kFooter =
    "Every option can also stand in eksplan.yaml (max-node-groups: 2) or in the\n"
    "environment (EKSPLAN_MAX_NODE_GROUPS=2); a flag beats the environment, and that\n"
    "beats the file.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 wrong input or a\n"
    "pod that fits nowhere, 4 finding gate, 5 cost gate, 6 incomplete under --strict.";

void declare_input(CLI::App& command, Flags& flags) {
  auto& options = flags.estimate;
  command
      .add_option("INPUT", flags.positional,
                  "Manifests or dumps: files, folders, or - for standard input")
      ->type_name("");
  command.add_option("-f,--file", flags.files, "An INPUT, as with kubectl; repeatable")
      ->type_name("INPUT");
  command
      .add_option("-n,--namespace", options.namespaces,
                  "Only these namespaces, with commas between")
      ->delimiter(',')
      ->type_name("NS,..");
  add_parsed(command, "-l,--selector", "Only workloads with these labels, as kubectl selects",
             app::parse_label_selector, [&](const auto& value) { options.selector = value; })
      ->type_name("SEL");
  command.add_flag("--keep-going", options.keep_going, "Estimate what is sound in spite of errors");
}

void declare_placement(CLI::App& command, Flags& flags) {
  auto& options = flags.estimate;
  const char* group = "Placement";
  add_parsed(command, "--placement", "cheapest, fargate (all that may) or nodes",
             app::parse_placement, [&](auto value) { options.placement = value; })
      ->type_name("P")
      ->default_str("cheapest")
      ->group(group);
  add_parsed(
      command, "--limits-profile",
      "Fargate's limits: standard (4 vCPU / 30 GB), current, 2020-02, or as of a day YYYY-MM-DD",
      rules::parse_limits_profile, [&](const auto& value) { options.limits = value; })
      ->type_name("P")
      ->default_str("standard")
      ->group(group);
  add_parsed(command, "--replicas", "Under an autoscaler: spec, min or max",
             app::parse_replica_choice, [&](auto value) { options.replicas = value; })
      ->type_name("S")
      ->default_str("spec")
      ->group(group);
  add_parsed(command, "--effort", "How long the plan is improved: quick, normal or max",
             app::parse_effort, [&](auto value) { options.effort = value; })
      ->type_name("E")
      ->default_str("normal")
      ->group(group);
}

void declare_nodes(CLI::App& command, Flags& flags) {
  auto& options = flags.estimate;
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

void declare_prices(CLI::App& command, Flags& flags) {
  auto& options = flags.estimate;
  const char* group = "Prices";
  command
      .add_option("-r,--region", flags.region,
                  "AWS region; default: AWS_REGION, AWS_DEFAULT_REGION, else us-east-1 with a note")
      ->type_name("R")
      ->group(group);
  command.add_option("--prices", options.prices, "A price set in place of the built-in one")
      ->type_name("DIR")
      ->group(group);
  command.add_option("--month-hours", options.month_hours, "Hours of a month")
      ->check(CLI::Range(1, 10'000))
      ->type_name("H")
      ->default_str("730")
      ->group(group);
  command
      .add_option("--nat-gateways", options.nat_gateways,
                  "NAT gateways of the cluster's private subnets")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->default_str("1")
      ->group(group);
}

void declare_output(CLI::App& command, Flags& flags) {
  auto& options = flags.estimate;
  const char* group = "Output";
  add_parsed(command, "-o,--format", "table, json, csv or tsv on standard output",
             app::parse_format, [&](auto value) { options.format = value; })
      ->type_name("F")
      ->default_str("table")
      ->group(group);
  command
      .add_option_function<std::vector<std::string>>(
          "--out",
          [&](const std::vector<std::string>& texts) {
            options.outputs.clear();
            for (const auto& text : texts) {
              const auto request = app::parse_output_request(text);
              if (!request) {
                refuse("--out", request.fault());
              }
              options.outputs.push_back(*request);
            }
          },
          "One more output of the same run, into a file; repeatable")
      ->type_name("F=FILE")
      ->group(group);
  add_parsed(command, "--view",
             "Rows of csv, tsv and table: workloads, costs, groups, nodes, findings or phases",
             report::parse_view, [&](auto value) { options.view = value; })
      ->type_name("V")
      ->default_str("workloads")
      ->group(group);
  add_parsed(command, "--group-by", "Roll cost up by namespace, kind, label:KEY or annotation:KEY",
             report::parse_group_by, [&](const auto& value) { options.group_by = value; })
      ->type_name("G")
      ->default_str("namespace")
      ->group(group);
  command.add_option("--color", flags.color, "auto, always or never; NO_COLOR is heeded")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->default_str("auto")
      ->group(group);
  command.add_flag("-q,--quiet", options.quiet, "No warnings and notes on standard error")
      ->group(group);
}

void declare_gates(CLI::App& command, Flags& flags) {
  auto& options = flags.estimate;
  const char* group = "Gates";
  add_parsed(command, "--max-hourly", "Exit 5 when an hour costs more dollars", units::parse_price,
             [&](auto value) { options.max_hourly = value; })
      ->type_name("USD")
      ->group(group);
  add_parsed(command, "--max-monthly", "Exit 5 when a month costs more dollars", units::parse_price,
             [&](auto value) { options.max_monthly = value; })
      ->type_name("USD")
      ->group(group);
  add_parsed(command, "--fail-on",
             "Exit 4 on findings of this severity or a graver one: block, warn, cost or never",
             app::parse_fail_on, [&](const auto& value) { options.fail_on = value.severity; })
      ->type_name("SEV")
      ->default_str("never")
      ->group(group);
  command
      .add_flag("--strict", options.strict,
                "Exit 6 when something is unpriced, skipped or only inferred")
      ->group(group);
}

void declare_configuration(CLI::App& command, Flags& flags) {
  const char* group = "Configuration";
  command
      .add_option("-c,--config", flags.config,
                  "Configuration file; default: ./eksplan.yaml if it is there")
      ->type_name("FILE")
      ->group(group);
  command
      .add_flag("--show-config", flags.show_config,
                "Print each option's value and where it came from, and exit")
      ->group(group);
}

std::string environment(const char* name) {
  const char* value =
      std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return value == nullptr ? "" : value;
}

void choose_region(Flags& flags) {
  auto& options = flags.estimate;
  if (flags.region) {
    options.region = *flags.region;
    return;
  }
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    const auto region = environment(name);
    if (!region.empty()) {
      options.region = region;
      return;
    }
  }
  options.region_defaulted = true;
}

std::vector<app::Setting> settings_of(const Flags& flags, const Disk& disk,
                                      diag::Diagnostics& found) {
  const bool named = !flags.config.empty();
  const std::string path = named ? flags.config : kDefaultConfig;
  if (!named && disk.kind(path) != app::PathKind::file) {
    return {};
  }
  const auto text = disk.read(path);
  if (!text) {
    found.add({.severity = diag::Severity::error,
               .code = diag::kUsage,
               .at = {.file = path, .line = 0, .column = 0, .path = {}},
               .message = text.fault().message,
               .hint = "--config wants a file of options, such as region: eu-west-1",
               .excerpt = {}});
    return {};
  }
  return app::read_settings(path, *text, found);
}

void show(const std::vector<diag::Diagnostic>& messages, const std::string& color) {
  const diag::PrintStyle style{.color = wants_color(color, Stream::standard_error)};
  std::string text;
  for (const auto& message : messages) {
    text += diag::print(message, style);
  }
  write_stderr(text);
}

app::ExitCode no_input() {
  write_stderr(
      "eksplan estimate: no input\n"
      "Give manifests, a folder of them, or pipe them in:\n"
      "  eksplan estimate k8s/\n"
      "  helm template shop ./chart | eksplan estimate -\n"
      "  kubectl get all,pvc,pv,sc,ingress,hpa,nodes -A -o json | eksplan estimate -\n");
  return app::ExitCode::usage;
}

// All outputs are written even if one of them fails.
app::ExitCode write_outputs(const app::Outcome& outcome) {
  auto exit = outcome.exit;
  for (const auto& file : outcome.files) {
    const auto error = replace_file(file.path, file.text);
    if (!error.empty()) {
      write_stderr(
          fmt::format("eksplan: cannot write {}: {}\n", base::printable(file.path), error));
      exit = app::ExitCode::internal;
    }
  }
  const auto error = write_stdout(outcome.standard_output);
  if (!error.empty()) {
    write_stderr(fmt::format("eksplan: cannot write to standard output: {}\n", error));
    exit = app::ExitCode::internal;
  }
  return exit;
}

app::ExitCode run(CLI::App& command, Flags& flags) {
  const Disk disk;
  diag::Diagnostics found;
  const auto sources = fill_options(command, settings_of(flags, disk, found), found);
  if (found.has_errors()) {
    show(found.sorted(), flags.color);
    return app::ExitCode::usage;
  }
  choose_region(flags);
  if (flags.show_config) {
    const auto error = write_stdout(base::join(sources, "\n") + "\n");
    return error.empty() ? app::ExitCode::done : app::ExitCode::internal;
  }
  auto& options = flags.estimate;
  options.inputs = flags.positional;
  options.inputs.insert(options.inputs.end(), flags.files.begin(), flags.files.end());
  if (options.inputs.empty()) {
    if (stdin_is_terminal()) {
      return no_input();
    }
    options.inputs.emplace_back("-");
  }
  options.add_ons = !flags.no_add_ons;
  options.version = EKSPLAN_VERSION;
  options.table.width = terminal_width();
  options.table.ascii = !locale_is_utf8();
  options.table.color = wants_color(flags.color, Stream::standard_output);
  const auto outcome = app::estimate(options, disk);
  show(outcome.messages, flags.color);
  return write_outputs(outcome);
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
  command->footer(kFooter);
  declare_input(*command, *flags);
  declare_placement(*command, *flags);
  declare_nodes(*command, *flags);
  declare_prices(*command, *flags);
  declare_output(*command, *flags);
  declare_gates(*command, *flags);
  declare_configuration(*command, *flags);
  return [command, flags] { return run(*command, *flags); };
}

}  // namespace eksplan::cli
