#include <memory>
#include <string>

#include "commands.hpp"
#include "disk.hpp"
#include "parsed_option.hpp"
#include "plan_flags.hpp"
#include "run_flags.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/explain.hpp"
#include "eksplan/app/list_rules.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::cli {
namespace {

struct ExplainFlags {
  RunFlags run;
  PlanFlags plan;
  app::EstimateOptions options;
  app::RuleListFormat format = app::RuleListFormat::table;
  std::string target;
};

const char* kExplainFooter =
    "A rule needs no input. Node groups and workloads are those of the plan that\n"
    "estimate makes of the same input and options: a group against the five instance\n"
    "types that come nearest, a workload from its containers' requests to its money.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage or no such target, 3\n"
    "wrong input.";

app::ExitCode explain_rule(const ExplainFlags& flags) {
  app::RuleListOptions options{.format = flags.format, .table = {}};
  options.table.width = terminal_width();
  options.table.ascii = !locale_is_utf8();
  options.table.color = wants_color(flags.run.color, Stream::standard_output);
  return write_result(*app::explain_rule(flags.target, options));
}

app::ExitCode refused(const std::string& message, const std::string& hint) {
  write_stderr(
      fmt::format("eksplan explain: {}; {}\n", base::printable(message), base::printable(hint)));
  return app::ExitCode::usage;
}

app::ExitCode explain_part_of_plan(CLI::App& command, ExplainFlags& flags) {
  if (flags.format == app::RuleListFormat::markdown) {
    return refused("only a rule can be explained as markdown", "write -o table or -o json");
  }
  const auto format =
      flags.format == app::RuleListFormat::json ? app::PlainFormat::json : app::PlainFormat::table;
  return run_command(command, flags.run, flags.options, [&](const app::FileReader& files) {
    flags.options.add_ons = !flags.plan.no_add_ons;
    return app::explain(flags.target, flags.options, format, files);
  });
}

}  // namespace

Run add_explain(CLI::App& root) {
  auto* command = root.add_subcommand("explain",
                                      "Tell what a rule says, or why a plan is as it is\n\n"
                                      "  eksplan explain fargate-volume-ebs\n"
                                      "  eksplan explain general k8s/\n"
                                      "  eksplan explain shop/Deployment/cart k8s/ -o json");
  const auto flags = std::make_shared<ExplainFlags>();
  auto& options = flags->options;
  command->footer(kExplainFooter);
  command
      ->add_option("TARGET", flags->target,
                   "The id of a rule, a node group of the plan, or a workload: "
                   "namespace/Kind/name, or its name if only one has it")
      ->required()
      ->type_name("");
  declare_input(*command, flags->run, options);
  declare_placement(*command, options);
  declare_limits(*command, options);
  declare_nodes(*command, flags->plan, options);
  declare_usage(*command, options);
  declare_schedule(*command, options);
  declare_cluster(*command, options);
  declare_prices(*command, flags->run, options);
  declare_money(*command, options);
  const char* group = "Output";
  add_parsed(*command, "-o,--format", "table or json; for a rule markdown too",
             app::parse_rule_list_format, [flags](auto value) { flags->format = value; })
      ->type_name("F")
      ->default_str("table")
      ->group(group);
  declare_color(*command, flags->run.color)->group(group);
  command->add_flag("-q,--quiet", options.quiet, "No warnings and notes on standard error")
      ->group(group);
  declare_configuration(*command, flags->run);
  return [command, flags] {
    if (rules::find_rule(flags->target)) {
      return explain_rule(*flags);
    }
    const auto fault = app::unknown_rule(flags->target);
    if (flags->run.positional.empty() && flags->run.files.empty()) {
      if (fault.hint.starts_with("did you mean")) {
        return refused(fault.message, fault.hint);
      }
      if (stdin_is_terminal()) {
        return refused(fault.message,
                       fault.hint + "; a node group or workload wants the input too");
      }
    }
    return explain_part_of_plan(*command, *flags);
  };
}

}  // namespace eksplan::cli
