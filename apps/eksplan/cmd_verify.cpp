#include <memory>
#include <string>

#include "commands.hpp"
#include "disk.hpp"
#include "parsed_option.hpp"
#include "run_flags.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/verify_result.hpp"

namespace eksplan::cli {
namespace {

struct VerifyFlags {
  app::VerifyOptions options;
  std::string color = "auto";
};

const char* kVerifyFooter =
    "No price, no rule and no solver is asked: every figure is worked out again from\n"
    "the others, and the prices stored as 'proof' have to prove the bound. What each\n"
    "check looks at and how the proof is to be read: docs/verify.md.\n\n"
    "Exit codes: 0 all checks hold, 1 internal or I/O error, 2 wrong usage, 3 the\n"
    "file is not a result, or a check fails.";

}  // namespace

Run add_verify(CLI::App& root) {
  auto* command = root.add_subcommand("verify",
                                      "Check a saved result and the proof of its bound\n\n"
                                      "  eksplan estimate k8s/ --out json=plan.json\n"
                                      "  eksplan verify plan.json");
  const auto flags = std::make_shared<VerifyFlags>();
  command->footer(kVerifyFooter);
  command
      ->add_option("RESULT", flags->options.input,
                   "A result as estimate -o json writes it, or - for standard input")
      ->required()
      ->type_name("");
  add_parsed(*command, "-o,--format", "table or json", app::parse_plain_format,
             [flags](auto value) { flags->options.format = value; })
      ->type_name("F")
      ->default_str("table");
  declare_color(*command, flags->color);
  return [flags] {
    flags->options.version = EKSPLAN_VERSION;
    flags->options.width = terminal_width();
    const Disk disk;
    return finish(app::verify_result(flags->options, disk), flags->color);
  };
}

}  // namespace eksplan::cli
