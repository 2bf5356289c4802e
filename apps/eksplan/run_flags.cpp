#include "run_flags.hpp"

#include <memory>
#include <utility>

#include "disk.hpp"
#include "option_sources.hpp"
#include "parsed_option.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/cluster_options.hpp"
#include "eksplan/app/label_selector.hpp"
#include "eksplan/app/settings.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/diag/print.hpp"
#include "eksplan/schedule/duration.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::cli {
namespace {

constexpr const char* kDefaultConfig = "eksplan.yaml";

std::vector<app::Setting> settings_of(const RunFlags& flags, const Disk& disk,
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

app::ExitCode no_input(const std::string& command) {
  write_stderr(
      fmt::format("eksplan {0}: no input\n"
                  "Give manifests, a folder of them, or pipe them in:\n"
                  "  eksplan {0} k8s/\n"
                  "  helm template shop ./chart | eksplan {0} -\n"
                  "  kubectl get all,pvc,pv,sc,ingress,hpa,nodes -A -o json | eksplan {0} -\n",
                  command));
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
  const auto written = write_result(outcome.standard_output);
  return written == app::ExitCode::done ? exit : written;
}

// How the downscaler is run whose annotations the input has.
void declare_downscaler(CLI::App& command, schedule::DownscalerSettings& settings,
                        const char* group) {
  add_parsed(command, "--downscaler-dialect",
             "Whose annotations they are: hjacobs (kube-downscaler), py (py-kube-downscaler) or go "
             "(GoKubeDownscaler)",
             app::parse_dialect, [&](auto value) { settings.wording.dialect = value; })
      ->type_name("D")
      ->default_str("py")
      ->group(group);
  const auto first = std::make_shared<bool>(true);
  add_parsed_list(command, "--downscaler-kinds",
                  "What the downscaler scales, its --include-resources: deployments, statefulsets, "
                  "cronjobs, jobs, rollouts",
                  app::parse_downscaler_kind,
                  [&settings, first](const std::string& kind) {
                    if (std::exchange(*first, false)) {
                      settings.kinds.clear();
                    }
                    settings.kinds.push_back(kind);
                  })
      ->delimiter(',')
      ->type_name("KIND,..")
      ->default_str("deployments")
      ->group(group);
  command
      .add_option("--downscaler-zone", settings.wording.default_zone,
                  "Zone of annotations that name none, its DEFAULT_TIMEZONE")
      ->type_name("ZONE")
      ->group(group);
  command
      .add_option("--downscaler-weekframe", settings.wording.default_weekframe,
                  "Days of annotations that name none, its DEFAULT_WEEKFRAME, such as Mon-Fri")
      ->type_name("DAYS")
      ->group(group);
  command
      .add_option("--downtime-replicas", settings.downtime_replicas,
                  "Pods that stay while a workload is down, its --downtime-replicas")
      ->check(CLI::Range(0, 100'000))
      ->type_name("N")
      ->default_str("0")
      ->group(group);
}

}  // namespace

void declare_input(CLI::App& command, RunFlags& flags, app::RunOptions& options) {
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
  command.add_flag("--keep-going", options.keep_going,
                   "Go on with what is sound in spite of errors");
}

void declare_limits(CLI::App& command, app::RunOptions& options) {
  const char* group = "Placement";
  add_parsed(
      command, "--limits-profile",
      "Fargate's limits: standard (4 vCPU / 30 GB), current, 2020-02, or as of a day YYYY-MM-DD",
      rules::parse_limits_profile, [&](const auto& value) { options.limits = value; })
      ->type_name("P")
      ->default_str("standard")
      ->group(group);
  add_parsed(command, "--replicas",
             "Under an autoscaler: spec, min, max, or expected (from usage and its targets); "
             "default: expected with --usage, else spec",
             app::parse_replica_choice, [&](auto value) { options.replicas = value; })
      ->type_name("S")
      ->group(group);
}

void declare_usage(CLI::App& command, app::RunOptions& options) {
  const char* group = "Usage";
  command
      .add_option("-u,--usage", options.usage,
                  "Measured usage, its form recognised: the folder of kube-resource-report, or "
                  "files of it, krr, kubectl top, metrics.k8s.io, VerticalPodAutoscalers, "
                  "goldilocks, Prometheus (cores=FILE, bytes=FILE for expressions) or OpenCost; "
                  "repeatable")
      ->type_name("PATH")
      ->group(group);
  add_parsed(command, "--size-by",
             "Size pods by requests, usage, recommended, or max (of requests and usage)",
             sizing::parse_size_by, [&](auto value) { options.size.by = value; })
      ->type_name("S")
      ->default_str("requests")
      ->group(group);
  command
      .add_option("--size-headroom", options.size.headroom_percent,
                  "Percent on top of what was measured")
      ->check(CLI::Range(0, 1000))
      ->type_name("PCT")
      ->default_str(std::to_string(sizing::kDefaultHeadroom))
      ->group(group);
}

void declare_schedule(CLI::App& command, app::RunOptions& options) {
  const char* group = "Schedule";
  auto& schedule = options.schedule;
  add_parsed(command, "--schedule",
             "When workloads are up that carry no downscaler annotation, such as 'Mon-Fri "
             "07:30-20:30 Europe/Berlin'; default: always",
             app::parse_uptime, [&](const auto& value) { schedule.downscaler.uptime = value; })
      ->type_name("SPEC")
      ->group(group);
  add_parsed(command, "--week",
             "Plan the week of this day, with its changes of clocks; default: a week without any",
             schedule::parse_week, [&](const auto& value) { schedule.week = value; })
      ->type_name("YYYY-MM-DD")
      ->group(group);
  add_parsed(command, "--job-run-time",
             "How long a run of a Job or CronJob takes, such as 15m; default: always counted",
             schedule::parse_run_time, [&](auto value) { schedule.job_run_time = value; })
      ->type_name("TIME")
      ->group(group);
  declare_downscaler(command, schedule.downscaler, group);
}

void declare_cluster(CLI::App& command, app::RunOptions& options) {
  const char* group = "Cluster";
  auto& cluster = options.cluster;
  command
      .add_option(
          "--cluster", options.cluster_files,
          "A description of the cluster: eksctl ClusterConfig, JSON of aws eks describe-..., "
          "terraform show -json; repeatable")
      ->type_name("FILE")
      ->group(group);
  add_parsed_list(command, "--fargate-profile",
                  "A Fargate profile: name, namespace and labels; repeatable",
                  app::parse_fargate_profile,
                  [&](const model::FargateProfile& profile) {
                    model::Cluster one;
                    one.fargate_profiles.push_back(profile);
                    app::add_stated(one, cluster);
                  })
      ->type_name("NAME=NS[/K=V,..]")
      ->group(group);
  add_parsed(command, "--kubernetes-version", "Version of Kubernetes, such as 1.31",
             app::parse_kubernetes_version, [&](auto value) { cluster.version = value; })
      ->type_name("V")
      ->group(group);
  add_parsed_list(command, "--uses",
                  "What the cluster uses and no manifest shows, with commas between: " +
                      app::cluster_use_words(),
                  app::parse_cluster_use, [&](auto use) { cluster.uses.insert(use); })
      ->delimiter(',')
      ->type_name("USE,..")
      ->group(group);
  add_parsed_list(command, "--aws-service-accounts",
                  "Service accounts whose pods call AWS, with commas between",
                  app::parse_service_account,
                  [&](const std::string& account) { cluster.aws_accounts.insert(account); })
      ->delimiter(',')
      ->type_name("NS/NAME,..")
      ->group(group);
  add_parsed_list(
      command, "--pod-identities",
      "Service accounts with an EKS Pod Identity association, with commas between",
      app::parse_service_account,
      [&](const std::string& account) {
        const auto slash = account.find('/');
        cluster.pod_identities.push_back({account.substr(0, slash), account.substr(slash + 1), {}});
      })
      ->delimiter(',')
      ->type_name("NS/NAME,..")
      ->group(group);
  command
      .add_option("--fargate-vcpu-quota", cluster.fargate_vcpu_quota,
                  "vCPUs of Fargate that the account may run in the region")
      ->check(CLI::Range(0, 100'000'000))
      ->type_name("N")
      ->group(group);
  command
      .add_option("--alb-controller-version", cluster.alb_controller_version,
                  "Version of the ALB ingress controller, such as 1.1.3")
      ->type_name("V")
      ->group(group);
  command
      .add_flag_callback(
          "--no-vpc-dns", [&] { cluster.vpc_dns = false; },
          "DNS resolution or DNS host names are off in the VPC")
      ->group(group);
}

void declare_prices(CLI::App& command, RunFlags& flags, app::RunOptions& options) {
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
}

CLI::Option* declare_color(CLI::App& command, std::string& color) {
  return command.add_option("--color", color, "auto, always or never; NO_COLOR is heeded")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->default_str("auto");
}

app::ExitCode finish(const app::Outcome& outcome, const std::string& color) {
  show(outcome.messages, color);
  return write_outputs(outcome);
}

void declare_output(CLI::App& command, RunFlags& flags, app::RunOptions& options) {
  const char* group = "Output";
  add_parsed(command, "-o,--format",
             "table, json, csv, tsv, markdown, sarif or junit on standard output",
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
             "Rows of csv, tsv and table: workloads, costs, groups, nodes, findings, phases, "
             "rightsizing or commitments",
             report::parse_view, [&](auto value) { options.view = value; })
      ->type_name("V")
      ->default_str("workloads")
      ->group(group);
  declare_color(command, flags.color)->group(group);
  command.add_flag("-q,--quiet", options.quiet, "No warnings and notes on standard error")
      ->group(group);
}

void declare_finding_gates(CLI::App& command, app::RunOptions& options,
                           const std::string& default_severity) {
  const char* group = "Gates";
  add_parsed(command, "--fail-on",
             "Exit 4 on findings of this severity or a graver one: block, warn, cost or never",
             app::parse_fail_on, [&](const auto& value) { options.fail_on = value.severity; })
      ->type_name("SEV")
      ->default_str(default_severity)
      ->group(group);
  command
      .add_flag("--strict", options.strict,
                "Exit 6 when something is unpriced, skipped or only inferred")
      ->group(group);
  add_parsed_list(command, "--ignore",
                  "Show findings of a rule as ignored, with the reason, and hold them against "
                  "nobody; OBJECT is namespace/Kind/name with * and ?; repeatable",
                  app::parse_ignore,
                  [&](const app::IgnoreRequest& request) { options.ignores.push_back(request); })
      ->type_name("RULE[@OBJECT]=REASON")
      ->group(group);
}

void declare_configuration(CLI::App& command, RunFlags& flags) {
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

std::optional<std::string> named_region(const RunFlags& flags) {
  if (flags.region) {
    return flags.region;
  }
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    auto region = environment(name);
    if (!region.empty()) {
      return region;
    }
  }
  return std::nullopt;
}

report::TableStyle table_style(const std::string& color) {
  report::TableStyle style;
  style.width = terminal_width();
  style.ascii = !locale_is_utf8();
  style.color = wants_color(color, Stream::standard_output);
  return style;
}

std::optional<app::ExitCode> settle_options(CLI::App& command, const RunFlags& flags,
                                            const Disk& disk) {
  diag::Diagnostics found;
  const auto sources = fill_options(command, settings_of(flags, disk, found), found);
  if (found.has_errors()) {
    show(found.sorted(), flags.color);
    return app::ExitCode::usage;
  }
  if (flags.show_config) {
    const auto error = write_stdout(base::join(sources, "\n") + "\n");
    return error.empty() ? app::ExitCode::done : app::ExitCode::internal;
  }
  return std::nullopt;
}

app::ExitCode run_command(CLI::App& command, RunFlags& flags, app::RunOptions& options,
                          const std::function<app::Outcome(const app::FileReader&)>& work) {
  const Disk disk;
  if (const auto exit = settle_options(command, flags, disk)) {
    return *exit;
  }
  const auto region = named_region(flags);
  options.region = region.value_or(options.region);
  options.region_defaulted = !region;
  options.inputs = flags.positional;
  options.inputs.insert(options.inputs.end(), flags.files.begin(), flags.files.end());
  if (options.inputs.empty()) {
    if (stdin_is_terminal()) {
      return no_input(command.get_name());
    }
    options.inputs.emplace_back("-");
  }
  options.version = EKSPLAN_VERSION;
  options.table = table_style(flags.color);
  return finish(work(disk), flags.color);
}

}  // namespace eksplan::cli
