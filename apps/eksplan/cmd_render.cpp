#include <memory>
#include <string>

#include "commands.hpp"
#include "run_flags.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/render_saved.hpp"

namespace eksplan::cli {
namespace {

struct RenderFlags {
  RunFlags run;
  app::RunOptions options;
  std::string result;
};

const char* kRenderFooter =
    "Nothing is planned, priced or judged again: the output is what the command that\n"
    "saved the result would have written. Gates are shown as they were decided then,\n"
    "and fail nothing now.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 the file is not a\n"
    "result.";

}  // namespace

Run add_render(CLI::App& root) {
  auto* command = root.add_subcommand(
      "render",
      "Any format of a saved result\n\n"
      "  eksplan estimate k8s/ --out json=plan.json\n"
      "  eksplan render plan.json -o csv --view costs\n"
      "  eksplan render diff.json --out markdown=comment.md --out junit=gates.xml");
  const auto flags = std::make_shared<RenderFlags>();
  command->footer(kRenderFooter);
  command
      ->add_option("RESULT", flags->result,
                   "What estimate, check or diff wrote with -o json, or - for standard input")
      ->required()
      ->type_name("");
  declare_output(*command, flags->run, flags->options);
  declare_configuration(*command, flags->run);
  return [command, flags] {
    flags->run.positional = {flags->result};
    return run_command(*command, flags->run, flags->options, [&](const app::FileReader& files) {
      return app::render_saved(flags->options, files);
    });
  };
}

}  // namespace eksplan::cli
