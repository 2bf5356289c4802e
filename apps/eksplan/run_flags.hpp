#pragma once
/// The flags that every command on manifests has, and how such a command runs.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "disk.hpp"

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/run_options.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace eksplan::cli {

/// What flags say beside the options that they fill.
struct RunFlags {
  std::vector<std::string> positional;
  std::vector<std::string> files;
  std::string config;
  std::string color = "auto";
  std::optional<std::string> region;
  bool show_config = false;
};

void declare_input(CLI::App& command, RunFlags& flags, app::RunOptions& options);
void declare_limits(CLI::App& command, app::RunOptions& options);
void declare_usage(CLI::App& command, app::RunOptions& options);
void declare_schedule(CLI::App& command, app::RunOptions& options);
void declare_cluster(CLI::App& command, app::RunOptions& options);
void declare_prices(CLI::App& command, RunFlags& flags, app::RunOptions& options);
void declare_output(CLI::App& command, RunFlags& flags, app::RunOptions& options);
void declare_finding_gates(CLI::App& command, app::RunOptions& options,
                           const std::string& default_severity);
void declare_configuration(CLI::App& command, RunFlags& flags);

/// Where colours are used.
CLI::Option* declare_color(CLI::App& command, std::string& color);

/// The region that the flag names, or the environment.
std::optional<std::string> named_region(const RunFlags& flags);

/// As wide as the terminal, with what it can show.
report::TableStyle table_style(const std::string& color);

/// Fills the options that no flag set from environment and configuration. Not nothing when the run
/// ends here: with a wrong option, or with --show-config.
std::optional<app::ExitCode> settle_options(CLI::App& command, const RunFlags& flags,
                                            const Disk& disk);

/// Shows the messages and writes the outputs of a command.
app::ExitCode finish(const app::Outcome& outcome, const std::string& color);

/// Fills the options from environment and configuration, runs `work` and writes what comes out.
app::ExitCode run_command(CLI::App& command, RunFlags& flags, app::RunOptions& options,
                          const std::function<app::Outcome(const app::FileReader&)>& work);

}  // namespace eksplan::cli
