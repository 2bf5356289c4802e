#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "commands.hpp"
#include "disk.hpp"
#include "git_files.hpp"
#include "parsed_option.hpp"
#include "plan_flags.hpp"
#include "run_flags.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/diff.hpp"
#include "eksplan/app/diff_options.hpp"

namespace eksplan::cli {
namespace {

struct DiffFlags {
  RunFlags run;
  PlanFlags plan;
  app::DiffOptions options;
  std::string base;
  std::string head;
};

const char* kDiffFooter =
    "BASE and HEAD are folders, files, - for standard input (one of them), results\n"
    "saved with -o json, or REV:PATH of the git checkout; REV...:PATH is where the\n"
    "checkout left REV. Both sides are planned with the same options. A month's money\n"
    "is compared; --max-... gates fail the run, --warn-... only tell.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 wrong input or a\n"
    "pod that fits nowhere, 4 new findings (--fail-on-new), 5 cost gate, 6 incomplete\n"
    "under --strict.";

void declare_sides(CLI::App& command, DiffFlags& flags) {
  command.add_option("BASE", flags.base, "What there was")->required()->type_name("");
  command.add_option("HEAD", flags.head, "What there is to be")->required()->type_name("");
  command
      .add_option("-n,--namespace", flags.options.namespaces,
                  "Only these namespaces, with commas between")
      ->delimiter(',')
      ->type_name("NS,..");
  command.add_flag("--keep-going", flags.options.keep_going,
                   "Go on with what is sound in spite of errors");
}

// Gates that fail and their twins that only warn.
void declare_limits_on_cost(CLI::App& command, const std::string& prefix, const std::string& does,
                            app::DiffLimits& limits) {
  const char* group = "Gates";
  const auto money = [&](const std::string& what, const std::string& when,
                         std::optional<units::Money>& limit) {
    add_parsed(command, "--" + prefix + "-" + what, fmt::format("{} when {}", does, when),
               units::parse_price, [&limit](auto value) { limit = value; })
        ->type_name("USD")
        ->group(group);
  };
  money("hourly", "an hour of HEAD costs more dollars", limits.hourly);
  money("monthly", "a month of HEAD costs more dollars", limits.monthly);
  money("increase", "a month costs so many dollars more than before", limits.increase);
  add_parsed(command, "--" + prefix + "-increase-pct",
             fmt::format("{} when it costs more than so many percent more", does),
             app::parse_percent, [&limits](auto value) { limits.increase_percent = value; })
      ->type_name("PCT")
      ->group(group);
  command
      .add_option_function<std::vector<std::string>>(
          "--" + prefix + "-namespace",
          [&limits, name = "--" + prefix + "-namespace"](const std::vector<std::string>& texts) {
            limits.by_namespace.clear();
            for (const auto& text : texts) {
              const auto budget = app::parse_budget(text);
              if (!budget) {
                refuse(name, budget.fault());
              }
              limits.by_namespace.push_back(*budget);
            }
          },
          fmt::format("{} when a month of a namespace's workloads costs more; repeatable", does))
      ->type_name("NS=USD")
      ->group(group);
}

void declare_gates(CLI::App& command, app::DiffOptions& options) {
  declare_limits_on_cost(command, "max", "Exit 5", options.fail);
  declare_limits_on_cost(command, "warn", "Say", options.warn);
  add_parsed(command, "--fail-on-new",
             "Exit 4 on findings that BASE does not have, of this severity or a graver one: block, "
             "warn, cost or never",
             app::parse_fail_on,
             [&options](const auto& value) { options.fail_on_new = value.severity; })
      ->type_name("SEV")
      ->default_str("never")
      ->group("Gates");
  command
      .add_flag("--strict", options.strict,
                "Exit 6 when something is unpriced, skipped or only inferred")
      ->group("Gates");
}

/// One side as it was named; a path that is there beats a revision.
class Side {
 public:
  Side(std::string path, const app::FileReader& disk) : path_(std::move(path)), disk_(&disk) {
    if (path_ == "-" || disk.kind(path_) != app::PathKind::missing) {
      return;
    }
    auto files = read_revision(path_);
    if (files) {
      revision_.emplace(*files);
    } else {
      problem_ = app::side_problem(path_, files.fault().message, files.fault().hint);
    }
  }

  const std::optional<diag::Diagnostic>& problem() const { return problem_; }

  app::DiffSide side() const { return {path_, revision_ ? &*revision_ : disk_}; }

 private:
  std::string path_;
  const app::FileReader* disk_;
  std::optional<GitFiles> revision_;
  std::optional<diag::Diagnostic> problem_;
};

app::Outcome run_diff(DiffFlags& flags, const app::FileReader& disk) {
  flags.options.add_ons = !flags.plan.no_add_ons;
  const Side base(flags.base, disk);
  const Side head(flags.head, disk);
  app::Outcome outcome;
  for (const auto* const side : {&base, &head}) {
    if (side->problem()) {
      outcome.exit = app::ExitCode::input;
      outcome.messages.push_back(*side->problem());
    }
  }
  return outcome.messages.empty() ? app::diff(flags.options, base.side(), head.side()) : outcome;
}

}  // namespace

Run add_diff(CLI::App& root) {
  auto* command =
      root.add_subcommand("diff",
                          "What a change costs: two inputs, what differs and why, gates\n\n"
                          "  eksplan diff origin/main...:k8s k8s/ --max-increase-pct 5\n"
                          "  eksplan diff base.json head.json --out markdown=comment.md\n"
                          "  helm template shop ./chart | eksplan diff main.yaml -");
  const auto flags = std::make_shared<DiffFlags>();
  auto& options = flags->options;
  command->footer(kDiffFooter);
  declare_sides(*command, *flags);
  declare_placement(*command, options);
  declare_limits(*command, options);
  declare_nodes(*command, flags->plan, options);
  declare_usage(*command, options);
  declare_schedule(*command, options);
  declare_cluster(*command, options);
  declare_prices(*command, flags->run, options);
  declare_money(*command, options);
  declare_output(*command, flags->run, options);
  declare_gates(*command, options);
  declare_configuration(*command, flags->run);
  return [command, flags] {
    flags->run.positional = {flags->base, flags->head};
    return run_command(*command, flags->run, flags->options,
                       [&](const app::FileReader& files) { return run_diff(*flags, files); });
  };
}

}  // namespace eksplan::cli
