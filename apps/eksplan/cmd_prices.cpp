#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "price_flags.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/prices_list.hpp"
#include "eksplan/app/prices_show.hpp"

namespace eksplan::cli {
namespace {

struct PricesFlags {
  RunFlags run;
  app::PriceQuery query;
  std::vector<std::string> wanted;
};

}  // namespace

Run add_prices_list(CLI::App& prices) {
  auto* command = prices.add_subcommand(
      "list", "What the price set holds: its regions, kinds of prices and dates");
  const auto flags = std::make_shared<PricesFlags>();
  declare_price_set(*command, flags->query);
  declare_list_output(*command, flags->run, flags->query);
  declare_configuration(*command, flags->run);
  return [command, flags] {
    return run_price_command(*command, flags->run, flags->query, [&](const app::FileReader& files) {
      return app::list_prices(flags->query, files);
    });
  };
}

Run add_prices_show(CLI::App& prices) {
  auto* command =
      prices.add_subcommand("show",
                            "The prices of a region, each with its date and source\n\n"
                            "  eksplan prices show\n"
                            "  eksplan prices show m6i.large 'c7g.*' --region eu-central-1\n"
                            "  eksplan prices show 'ebs-*' nat-gateway -o json");
  const auto flags = std::make_shared<PricesFlags>();
  command
      ->add_option("NAME", flags->wanted,
                   "Instance types and items, with * and ?; none = every item but no type")
      ->type_name("");
  declare_price_source(*command, flags->run, flags->query);
  declare_list_output(*command, flags->run, flags->query);
  declare_configuration(*command, flags->run);
  return [command, flags] {
    return run_price_command(*command, flags->run, flags->query, [&](const app::FileReader& files) {
      return app::show_prices(flags->wanted, flags->query, files);
    });
  };
}

Run add_prices(CLI::App& root) {
  auto* prices = root.add_subcommand("prices", "The price set: what is in it, from when and where");
  prices->require_subcommand(1);
  std::vector<std::pair<const CLI::App*, Run>> commands;
  for (const auto add :
       {add_prices_list, add_prices_show, add_prices_import, add_prices_update, add_prices_diff}) {
    auto runner = add(*prices);
    commands.emplace_back(prices->get_subcommands({}).back(), std::move(runner));
  }
  return [commands] {
    for (const auto& [command, run] : commands) {
      if (command->parsed()) {
        return run();
      }
    }
    return app::ExitCode::usage;
  };
}

}  // namespace eksplan::cli
