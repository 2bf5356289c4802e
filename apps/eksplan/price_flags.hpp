#pragma once
/// The flags of commands on prices themselves, which read no manifests, and how such a command
/// runs.

#include <functional>

#include "run_flags.hpp"

#include "eksplan/app/price_query.hpp"

namespace eksplan::cli {

/// --region, --prices.
void declare_price_source(CLI::App& command, RunFlags& flags, app::PriceQuery& query);

/// --prices alone, for what is about all regions.
void declare_price_set(CLI::App& command, app::PriceQuery& query);

/// -o, --color, -q.
void declare_list_output(CLI::App& command, RunFlags& flags, app::PriceQuery& query);

/// Fills the options from environment and configuration, runs `work` and writes what comes out.
app::ExitCode run_price_command(CLI::App& command, const RunFlags& flags, app::PriceQuery& query,
                                const std::function<app::Outcome(const app::FileReader&)>& work);

}  // namespace eksplan::cli
