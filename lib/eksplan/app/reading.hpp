#pragma once
/// The first stage of every command that reads manifests, and what such commands say about it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/run_options.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/model/usage.hpp"

namespace eksplan::app {

/// What all files of a run say.
struct Given {
  model::Inventory inventory;
  std::vector<model::UsageSeries> usage;
};

/// Every INPUT, every cluster file and every file of usage, with what options say of the cluster.
Given read_given(const RunOptions& options, const FileReader& files, diag::Diagnostics& found);

/// Whether there is nothing in it; `files` does not count.
bool is_empty(const model::Inventory& inventory);

/// The region to work with: the one asked for, else the one that the cluster's description names.
std::string region_of(const RunOptions& options, const model::Inventory& inventory);

/// Parts of the input that should count and do not.
std::int64_t count_left_out(const diag::Diagnostics& found);

/// A message about the run as a whole.
diag::Diagnostic general_message(diag::Severity severity, std::string_view code, std::string text,
                                 std::string hint);

/// That there is no Kubernetes object in the input.
diag::Diagnostic empty_input();

/// An outcome with everything that is to be said, and nothing rendered yet.
Outcome outcome_of(ExitCode exit, const diag::Diagnostics& found, bool quiet);

}  // namespace eksplan::app
