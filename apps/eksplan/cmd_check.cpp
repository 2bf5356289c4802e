#include <memory>
#include <string>

#include "commands.hpp"
#include "parsed_option.hpp"
#include "run_flags.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/check.hpp"

namespace eksplan::cli {
namespace {

struct CheckFlags {
  RunFlags run;
  app::CheckOptions options;
};

const char* kCheckFooter =
    "Findings are of four severities: block (Fargate or EKS refuses it), warn (it\n"
    "runs, and not as written), cost (it affects the bill) and note. 'eksplan explain\n"
    "RULE' tells what a rule rests on. An object ignores a rule by the annotation\n"
    "ignore.eksplan.dev/RULE with a reason.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 wrong input,\n"
    "4 finding gate (a block, unless --fail-on says otherwise), 6 incomplete under\n"
    "--strict.";

}  // namespace

Run add_check(CLI::App& root) {
  auto* command =
      root.add_subcommand("check",
                          "What Fargate and EKS refuse, charge for or silently do not do\n\n"
                          "  eksplan check k8s/\n"
                          "  eksplan check k8s/ --cluster cluster.yaml --fail-on warn\n"
                          "  eksplan check k8s/ --out sarif=eksplan.sarif --out junit=eksplan.xml");
  const auto flags = std::make_shared<CheckFlags>();
  auto& options = flags->options;
  options.fail_on = model::FindingSeverity::block;
  command->footer(kCheckFooter);
  declare_input(*command, flags->run, options);
  command
      ->add_flag("--all-on-fargate", options.all_on_fargate,
                 "Every pod is meant for Fargate, whatever the cluster's profiles select")
      ->group("Placement");
  declare_limits(*command, options);
  declare_usage(*command, options);
  declare_cluster(*command, options);
  declare_prices(*command, flags->run, options);
  declare_output(*command, flags->run, options);
  declare_finding_gates(*command, options, "block");
  declare_configuration(*command, flags->run);
  return [command, flags] {
    return run_command(*command, flags->run, flags->options, [&](const app::FileReader& files) {
      return app::check(flags->options, files);
    });
  };
}

}  // namespace eksplan::cli
