#include <memory>
#include <optional>
#include <string>

#include "commands.hpp"
#include "disk.hpp"
#include "parsed_option.hpp"
#include "run_flags.hpp"
#include "terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/list_rules.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

struct RulesFlags {
  app::RuleListOptions options;
  std::string color = "auto";
};

void declare_format(CLI::App& command, RulesFlags& flags) {
  add_parsed(command, "-o,--format", "table, json or markdown", app::parse_rule_list_format,
             [&](auto value) { flags.options.format = value; })
      ->type_name("F")
      ->default_str("table");
  declare_color(command, flags.color);
}

void choose_style(RulesFlags& flags) {
  flags.options.table.width = terminal_width();
  flags.options.table.ascii = !locale_is_utf8();
  flags.options.table.color = wants_color(flags.color, Stream::standard_output);
}

}  // namespace

Run add_rules(CLI::App& root) {
  auto* command = root.add_subcommand("rules", "List the rules that check applies");
  const auto flags = std::make_shared<RulesFlags>();
  declare_format(*command, *flags);
  return [flags] {
    choose_style(*flags);
    return write_result(app::list_rules(flags->options));
  };
}

}  // namespace eksplan::cli
