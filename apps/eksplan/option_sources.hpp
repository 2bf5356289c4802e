#pragma once
/// Where an option's value comes from: flag, then environment, then configuration file, then
/// default.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/settings.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace eksplan::cli {

/// Fills every option of `command` that no flag set from EKSPLAN_<NAME>, else from `settings`.
/// Unknown keys and wrong values go to `found`. Returns, for --show-config, one line for each
/// option: name, value, source.
std::vector<std::string> fill_options(CLI::App& command, const std::vector<app::Setting>& settings,
                                      diag::Diagnostics& found);

/// "EKSPLAN_MAX_NODE_GROUPS" for "max-node-groups".
std::string environment_name(std::string_view option);

}  // namespace eksplan::cli
