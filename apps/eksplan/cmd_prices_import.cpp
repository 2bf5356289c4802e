#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "price_store.hpp"
#include "run_flags.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/offers/price_text.hpp"

namespace eksplan::cli {
namespace {

struct PricesImportFlags {
  app::ImportOptions options;
  std::vector<std::string> files;
  std::string color = "auto";
  bool dry_run = false;
};

constexpr const char* kPricesImportFooter =
    "What a file is, is seen from its content: AWS's price list files (JSON or CSV, of any size),\n"
    "savings plan lists, the Spot advisor's file, and what the AWS CLI prints for pricing\n"
    "get-products, ec2 describe-instance-types, describe-instance-type-offerings and\n"
    "describe-spot-price-history.\n\n"
    "Exit codes: 0 done, 1 internal or I/O error, 2 wrong usage, 3 a file is wrong; then\n"
    "the folder is as it was.";

app::ExitCode run_prices_import(PricesImportFlags& flags) {
  for (const auto& path : flags.files) {
    flags.options.files.push_back({.path = path,
                                   .shown = path == "-" ? "<stdin>" : "",
                                   .day = day_of_file(path),
                                   .region = {}});
  }
  std::optional<FolderLock> lock;
  if (!flags.dry_run) {
    lock.emplace(flags.options.into);
    if (!lock->error().empty()) {
      write_stderr(fmt::format("eksplan: cannot write {}: {}\n",
                               base::printable(flags.options.into), lock->error()));
      return app::ExitCode::internal;
    }
  }
  return import_into(flags.options, flags.dry_run, flags.color);
}

}  // namespace

Run add_prices_import(CLI::App& prices) {
  auto* command = prices.add_subcommand(
      "import",
      "AWS's price and instance files into a price folder\n\n"
      "  aws ec2 describe-spot-price-history --start-time \"$(date -u +%FT%TZ)\" >spot.json\n"
      "  eksplan prices import spot.json --into my-prices\n"
      "  eksplan estimate k8s/ --prices my-prices");
  const auto flags = std::make_shared<PricesImportFlags>();
  command->footer(kPricesImportFooter);
  command
      ->add_option("FILE", flags->files, "Files as AWS publishes or the AWS CLI prints them, or -")
      ->required()
      ->type_name("");
  command
      ->add_option("--into", flags->options.into,
                   "The price folder; a new one starts from the set in use")
      ->required()
      ->type_name("DIR");
  command
      ->add_option("-r,--region", flags->options.regions,
                   "Only these regions, with commas between; a new folder has no others")
      ->delimiter(',')
      ->type_name("R,..");
  command
      ->add_option("--prices", flags->options.prices,
                   "What a new folder starts from, in place of the built-in set")
      ->type_name("BASE");
  command
      ->add_option("--as-of", flags->options.as_of,
                   "The day of files that name none; default: when they were written")
      ->check([](const std::string& text) {
        return text.size() == 10 && offers::day_of(text) ? "" : "write a day, such as 2026-01-16";
      })
      ->type_name("DATE");
  command->add_flag("--partial", flags->options.partial,
                    "Price lists are excerpts: what they do not name stays");
  command->add_flag("--dry-run", flags->dry_run, "Show what would change, and write nothing");
  declare_color(*command, flags->color);
  return [flags] { return run_prices_import(*flags); };
}

}  // namespace eksplan::cli
