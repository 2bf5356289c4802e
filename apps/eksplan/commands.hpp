#pragma once
/// The subcommands: each declares its flags on its own CLI::App and returns what to run once they
/// are parsed.

#include <functional>

#include "eksplan/app/outcome.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace eksplan::cli {

/// Runs the command; output is already written when it returns.
using Run = std::function<app::ExitCode()>;

Run add_estimate(CLI::App& root);
Run add_check(CLI::App& root);
Run add_diff(CLI::App& root);
Run add_explain(CLI::App& root);
Run add_instances(CLI::App& root);
Run add_prices(CLI::App& root);
Run add_render(CLI::App& root);
Run add_rules(CLI::App& root);
Run add_schema(CLI::App& root);
Run add_verify(CLI::App& root);

// Subcommands of `prices`.
Run add_prices_list(CLI::App& prices);
Run add_prices_show(CLI::App& prices);

/// Subcommands of `prices`.
Run add_prices_diff(CLI::App& prices);
Run add_prices_import(CLI::App& prices);
Run add_prices_update(CLI::App& prices);

}  // namespace eksplan::cli
