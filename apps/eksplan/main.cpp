#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "disk.hpp"
#include "help.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::cli {
namespace {

int exit_with(app::ExitCode code) {
  return static_cast<int>(code);
}

int internal_error(const std::string& what) {
  write_stderr(
      fmt::format("eksplan: internal error: {}\nThis is a mistake in eksplan, not in your input; "
                  "please report it.\n",
                  base::printable(what)));
  return exit_with(app::ExitCode::internal);
}

// The subcommand that was named; none = null.
const CLI::App* chosen_of(const CLI::App& command) {
  const auto chosen = command.get_subcommands();
  return chosen.empty() ? nullptr : chosen.front();
}

// CLI11's messages in our form: lower case, with the way to the help.
int usage_error(const CLI::App& root, const CLI::ParseError& error) {
  std::string command = "eksplan";
  for (const auto* at = &root; at != nullptr; at = chosen_of(*at)) {
    command += at == &root ? "" : " " + at->get_name();
  }
  write_stderr(fmt::format("{}: {}\nRun '{} --help' for the options.\n", command,
                           base::printable(error.what()), command));
  return exit_with(app::ExitCode::usage);
}

// A word that is no command where one is due: the first argument, or the one behind a command that
// has commands of its own.
std::string unknown_command(const CLI::App& root, const std::vector<std::string>& arguments) {
  const auto* command = &root;
  std::string path = "eksplan";
  for (const auto& word : arguments) {
    const auto subs = command->get_subcommands([](const CLI::App*) { return true; });
    if (subs.empty() || word.empty() || word.front() == '-') {
      break;
    }
    std::vector<std::string> names;
    const CLI::App* named = nullptr;
    for (const auto* sub : subs) {
      names.push_back(sub->get_name());
      named = names.back() == word ? sub : named;
    }
    if (named == nullptr) {
      const std::vector<std::string_view> views(names.begin(), names.end());
      const auto near = base::nearest(word, views);
      return fmt::format("{}: there is no command '{}'; {}\n", path, base::printable(word),
                         near ? fmt::format("did you mean '{} {}'?", path, *near)
                              : fmt::format("{} --help lists the commands", path));
    }
    command = named;
    path += " " + word;
  }
  return {};
}

int run(int argc, char** argv) {
  CLI::App root(
      "Plans AWS EKS clusters and estimates what they cost: which workloads can run on Fargate, "
      "which nodes "
      "the others take, and what it costs per hour.\n\n"
      "  helm template shop ./chart | eksplan estimate -\n"
      "  eksplan estimate k8s/ --region eu-west-1 -o json",
      "eksplan");
  root.formatter(help_formatter());
  root.set_version_flag("--version", "eksplan " EKSPLAN_VERSION);
  root.set_help_flag("-h,--help", "Show this help and exit");
  root.get_option("--version")->description("Show the version and exit");
  root.require_subcommand(1);

  std::vector<std::pair<const CLI::App*, Run>> commands;
  const auto add = [&](Run (*command)(CLI::App&)) {
    auto runner = command(root);
    commands.emplace_back(root.get_subcommands({}).back(), std::move(runner));
  };
  add(add_estimate);
  add(add_check);
  add(add_diff);
  add(add_explain);
  add(add_render);
  add(add_verify);
  add(add_prices);
  add(add_instances);
  add(add_rules);
  add(add_schema);

  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) {
    static_cast<void>(write_result(root.help()));
    return exit_with(app::ExitCode::usage);
  }
  if (const auto unknown = unknown_command(root, arguments); !unknown.empty()) {
    write_stderr(unknown);
    return exit_with(app::ExitCode::usage);
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App* command = &root;
    while (chosen_of(*command) != nullptr) {
      command = chosen_of(*command);
    }
    return exit_with(write_result(command->help()));
  } catch (const CLI::CallForVersion& version) {
    return exit_with(write_result(std::string(version.what()) + "\n"));
  } catch (const CLI::ParseError& error) {
    return usage_error(root, error);
  }
  for (const auto& [sub, runner] : commands) {
    if (sub->parsed()) {
      return exit_with(runner());
    }
  }
  return exit_with(app::ExitCode::usage);
}

}  // namespace
}  // namespace eksplan::cli

int main(int argc, char** argv) {
  try {
    return eksplan::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    return eksplan::cli::internal_error("out of memory");
  } catch (const std::exception& error) {
    return eksplan::cli::internal_error(error.what());
  }
}
