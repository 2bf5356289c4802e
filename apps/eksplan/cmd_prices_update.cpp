#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "price_host.hpp"
#include "price_store.hpp"
#include "run_flags.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

struct PricesUpdateFlags {
  app::UpdateOptions options{.regions = {}, .services = app::price_services()};
  HostOptions host;
  std::string into;
  std::string prices;
  std::string color = "auto";
  bool dry_run = false;
};

constexpr const char* kPricesUpdateFooter =
    "Fetches AWS's public price list: no account and no credentials are needed. A list of EC2 has\n"
    "some hundred megabytes for each region; what was fetched before a failure is kept beside the\n"
    "folder, and the next run goes on with it. The folder is replaced in one step after "
    "everything\n"
    "was read and checked.\n\n"
    "Exit codes: 0 done, 1 the network or the disk failed, 2 wrong usage, 3 what came is wrong;\n"
    "then the folder is as it was.";

// $XDG_DATA_HOME/eksplan/prices, else below the home folder.
std::string default_folder() {
  const auto data = environment("XDG_DATA_HOME");
  const auto home = environment("HOME");
  if (!data.empty() && data.front() == '/') {
    return data + "/eksplan/prices";
  }
  return home.empty() ? "" : home + "/.local/share/eksplan/prices";
}

app::ExitCode usage(const std::string& message) {
  write_stderr(message + "\n");
  return app::ExitCode::usage;
}

// The lists beside the folder, so that both lie on the same disk.
std::string cache_of(const std::string& folder) {
  auto path = folder;
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  return path + ".fetched";
}

app::ExitCode run_prices_update(PricesUpdateFlags& flags) {
  if (flags.into.empty()) {
    flags.into = default_folder();
  }
  if (flags.into.empty()) {
    return usage("eksplan prices update: there is no home folder; name one with --into DIR");
  }
  const FolderLock lock(flags.into);
  if (!lock.error().empty()) {
    write_stderr(
        fmt::format("eksplan: cannot write {}: {}\n", base::printable(flags.into), lock.error()));
    return app::ExitCode::internal;
  }
  flags.host.cache = cache_of(flags.into);
  flags.host.shows_progress = is_terminal(Stream::standard_error);
  CurlHost host(flags.host);
  diag::Diagnostics found;
  auto lists = app::fetch_lists(flags.options, host, found);
  if (!found.all().empty()) {
    app::Outcome outcome;
    outcome.messages = found.sorted();
    static_cast<void>(finish(outcome, flags.color));
  }
  if (found.has_errors()) {
    return lists.exit;
  }
  const app::ImportOptions import{.files = std::move(lists.files),
                                  .into = flags.into,
                                  .regions = flags.options.regions,
                                  .prices = flags.prices,
                                  .as_of = {},
                                  .partial = false};
  const auto exit = import_into(import, flags.dry_run, flags.color);
  // Wrong lists are not gone on with, and right ones have done their work.
  if (!flags.dry_run && exit != app::ExitCode::internal) {
    std::error_code error;
    std::filesystem::remove_all(flags.host.cache, error);
  }
  return exit;
}

}  // namespace

Run add_prices_update(CLI::App& prices) {
  auto* command = prices.add_subcommand(
      "update",
      "Fetch today's prices from AWS's public price list into a price folder\n\n"
      "  eksplan prices update --region eu-central-1\n"
      "  eksplan prices update --region us-east-1,us-west-2 --into my-prices");
  const auto flags = std::make_shared<PricesUpdateFlags>();
  flags->host.endpoint = "https://pricing.us-east-1.amazonaws.com";
  command->footer(kPricesUpdateFooter);
  command->add_option("-r,--region", flags->options.regions, "Whose prices, with commas between")
      ->required()
      ->delimiter(',')
      ->type_name("R,..");
  command
      ->add_option("--into", flags->into,
                   "The price folder; default: $XDG_DATA_HOME/eksplan/prices, or "
                   "~/.local/share/eksplan/prices")
      ->type_name("DIR");
  command
      ->add_option("--prices", flags->prices,
                   "What a new folder starts from, in place of the built-in set")
      ->type_name("BASE");
  command
      ->add_option("--services", flags->options.services,
                   "Only the lists of these, with commas between; default: all of " +
                       base::join(app::price_services(), ","))
      ->delimiter(',')
      ->check(CLI::IsMember(app::price_services()))
      ->type_name("S,..");
  command->add_option("--endpoint", flags->host.endpoint, "Another host that has the lists")
      ->check([](const std::string& text) { return endpoint_fault(text); })
      ->type_name("URL")
      ->capture_default_str();
  command
      ->add_option("--timeout", flags->host.stall_seconds,
                   "Seconds without data after which a connection is given up")
      ->check(CLI::Range(1, 3600))
      ->type_name("S")
      ->default_str("30");
  command
      ->add_option("--retries", flags->host.retries, "Further tries of a transfer that broke off")
      ->check(CLI::Range(0, 100))
      ->type_name("N")
      ->default_str("3");
  command->add_flag("--dry-run", flags->dry_run, "Show what would change, and write nothing");
  declare_color(*command, flags->color);
  return [flags] { return run_prices_update(*flags); };
}

}  // namespace eksplan::cli
