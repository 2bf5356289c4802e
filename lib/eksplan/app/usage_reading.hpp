#pragma once
/// Which files hold usage, and what they say.

#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/inputs.hpp"
#include "eksplan/app/run_options.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/model/usage.hpp"

namespace eksplan::app {

/// A file of usage as it was read; `values` is what the user says that the values of a Prometheus
/// expression are: "cores", "bytes" or nothing.
struct UsageFile {
  InputFile file;
  std::string values;
};

/// Takes the files that hold usage, by their content, out of `inputs`.
std::vector<UsageFile> take_usage_files(std::vector<InputFile>& inputs);

/// Metrics and recommendations of VerticalPodAutoscalers among the objects of manifests.
std::vector<model::UsageSeries> read_usage_among(const std::vector<InputFile>& inputs,
                                                 const model::Inventory& inventory,
                                                 diag::Diagnostics& found);

/// Adds what `--usage` names: a file, or the files below a folder (.tsv .json .csv .txt .yaml .yml;
/// names in sorted order) that hold usage, each once. In a folder other files are passed over, with
/// a warning when they look like usage; one without any usage is an error.
void add_usage_paths(const std::vector<std::string>& paths, const FileReader& files,
                     std::vector<UsageFile>& into, diag::Diagnostics& found);

std::vector<model::UsageSeries> read_usage_files(const std::vector<UsageFile>& files,
                                                 const RunOptions& options,
                                                 const model::Inventory& inventory,
                                                 diag::Diagnostics& found);

}  // namespace eksplan::app
