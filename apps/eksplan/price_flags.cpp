#include "price_flags.hpp"

#include "disk.hpp"
#include "parsed_option.hpp"
#include <CLI/CLI.hpp>

namespace eksplan::cli {

void declare_price_set(CLI::App& command, app::PriceQuery& query) {
  command.add_option("--prices", query.prices, "A price set in place of the built-in one")
      ->type_name("DIR")
      ->group("Prices");
}

void declare_price_source(CLI::App& command, RunFlags& flags, app::PriceQuery& query) {
  command
      .add_option("-r,--region", flags.region,
                  "AWS region; default: AWS_REGION, AWS_DEFAULT_REGION, else us-east-1 with a note")
      ->type_name("R")
      ->group("Prices");
  declare_price_set(command, query);
}

void declare_list_output(CLI::App& command, RunFlags& flags, app::PriceQuery& query) {
  const char* group = "Output";
  add_parsed(command, "-o,--format", "table, json, csv or tsv", app::parse_list_format,
             [&](auto value) { query.format = value; })
      ->type_name("F")
      ->default_str("table")
      ->group(group);
  declare_color(command, flags.color)->group(group);
  command.add_flag("-q,--quiet", query.quiet, "No warnings and notes on standard error")
      ->group(group);
}

app::ExitCode run_price_command(CLI::App& command, const RunFlags& flags, app::PriceQuery& query,
                                const std::function<app::Outcome(const app::FileReader&)>& work) {
  const Disk disk;
  if (const auto exit = settle_options(command, flags, disk)) {
    return *exit;
  }
  const auto region = named_region(flags);
  query.region = region.value_or(query.region);
  query.region_defaulted = !region;
  query.table = table_style(flags.color);
  return finish(work(disk), flags.color);
}

}  // namespace eksplan::cli
