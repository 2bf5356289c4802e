#include <memory>
#include <string>

#include "commands.hpp"
#include "disk.hpp"
#include "parsed_option.hpp"
#include "run_flags.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/prices_diff.hpp"

namespace eksplan::cli {
namespace {

struct PricesDiffFlags {
  app::PriceDiffOptions options;
  std::string color = "auto";
};

app::ExitCode run_prices_diff(PricesDiffFlags& flags) {
  auto& estimate = flags.options.estimate;
  if (flags.options.regions.size() == 1) {
    estimate.region = flags.options.regions.front();
  } else if (const auto region = named_region({})) {
    estimate.region = *region;
  }
  estimate.version = EKSPLAN_VERSION;
  estimate.table = table_style(flags.color);
  return finish(app::diff_prices(flags.options, Disk()), flags.color);
}

}  // namespace

Run add_prices_diff(CLI::App& prices) {
  auto* command =
      prices.add_subcommand("diff",
                            "What differs between two price sets\n\n"
                            "  eksplan prices diff builtin my-prices --region eu-central-1\n"
                            "  eksplan prices diff builtin my-prices k8s/ -o markdown");
  const auto flags = std::make_shared<PricesDiffFlags>();
  auto& options = flags->options;
  command->footer(
      "With INPUT, manifests are estimated with either set, in the region that is named (or\n"
      "AWS_REGION, else us-east-1), and those workloads are shown that cost otherwise.\n\n"
      "Exit codes: 0 done, whatever differs, 1 internal or I/O error, 2 wrong usage, 3 a set or "
      "the\n"
      "input is wrong.");
  command->add_option("A", options.before, "A price folder, or builtin")->required()->type_name("");
  command->add_option("B", options.after, "The one that it is compared with")
      ->required()
      ->type_name("");
  command
      ->add_option("INPUT", options.estimate.inputs,
                   "Manifests whose cost is compared, or - for standard input")
      ->type_name("");
  command->add_option("-r,--region", options.regions, "Only these regions, with commas between")
      ->delimiter(',')
      ->type_name("R,..");
  add_parsed(*command, "-o,--format", "table, json, csv or markdown", app::parse_price_diff_format,
             [flags](auto value) { flags->options.format = value; })
      ->type_name("F")
      ->default_str("table");
  declare_color(*command, flags->color);
  command->add_flag("-q,--quiet", options.estimate.quiet,
                    "No warnings and notes on standard error");
  return [flags] { return run_prices_diff(*flags); };
}

}  // namespace eksplan::cli
