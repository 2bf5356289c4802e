#include "eksplan/app/reading.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/app/cluster_options.hpp"
#include "eksplan/app/inputs.hpp"
#include "eksplan/app/usage_reading.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/k8s/read.hpp"

namespace eksplan::app {

namespace {

model::Inventory read_manifests(const RunOptions& options, const std::vector<InputFile>& inputs,
                                diag::Diagnostics& found) {
  std::vector<k8s::File> texts;
  texts.reserve(inputs.size());
  for (const auto& input : inputs) {
    texts.push_back({input.name, input.text()});
  }
  k8s::Options k8s_options;
  k8s_options.keep_going = options.keep_going;
  if (options.namespaces.size() == 1) {
    k8s_options.default_namespace = options.namespaces.front();
  }
  auto inventory = k8s::read(texts, k8s_options, found);
  if (!options.cluster_files.empty() && !found.has_errors() && !inventory.cluster.described &&
      inventory.nodes.empty()) {
    found.add(general_message(
        diag::Severity::error, diag::kClusterFormat,
        fmt::format("{} describes no cluster", base::and_list(options.cluster_files)),
        "--cluster takes an eksctl ClusterConfig, the JSON of aws eks describe-..., terraform show "
        "-json, or kubectl get nodes -o json"));
  }
  add_stated(options.cluster, inventory.cluster);
  return inventory;
}

}  // namespace

Given read_given(const RunOptions& options, const FileReader& files, diag::Diagnostics& found) {
  auto paths = options.inputs;
  paths.insert(paths.end(), options.cluster_files.begin(), options.cluster_files.end());
  auto inputs = read_inputs(paths, files, found);
  auto usage_files = take_usage_files(inputs);
  Given given;
  given.inventory = read_manifests(options, inputs, found);
  given.usage = read_usage_among(inputs, given.inventory, found);
  add_usage_paths(options.usage, files, usage_files, found);
  for (auto& series : read_usage_files(usage_files, options, given.inventory, found)) {
    given.usage.push_back(std::move(series));
  }
  return given;
}

bool is_empty(const model::Inventory& inventory) {
  model::Inventory nothing;
  nothing.files = inventory.files;
  nothing.cluster = inventory.cluster;
  return !inventory.cluster.described && inventory == nothing;
}

std::string region_of(const RunOptions& options, const model::Inventory& inventory) {
  return options.region_defaulted && !inventory.cluster.region.empty() ? inventory.cluster.region
                                                                       : options.region;
}

std::int64_t count_left_out(const diag::Diagnostics& found) {
  const auto& all = found.all();
  return std::count_if(all.begin(), all.end(), [](const auto& diagnostic) {
    return (diagnostic.severity == diag::Severity::error &&
            diagnostic.code != diag::kPodUnplaced) ||
           diagnostic.code == diag::kK8sPodTemplateUncounted ||
           diagnostic.code == diag::kTemplateNotRendered;
  });
}

diag::Diagnostic general_message(diag::Severity severity, std::string_view code, std::string text,
                                 std::string hint) {
  return {.severity = severity,
          .code = code,
          .at = {},
          .message = std::move(text),
          .hint = std::move(hint),
          .excerpt = {}};
}

diag::Diagnostic empty_input() {
  return general_message(
      diag::Severity::error, diag::kInputEmpty, "there is no Kubernetes object in the input",
      "give manifests, or pipe in: kubectl get all,pvc,pv,sc,ingress,hpa,nodes -A -o json");
}

Outcome outcome_of(ExitCode exit, const diag::Diagnostics& found, bool quiet) {
  Outcome outcome;
  outcome.exit = exit;
  outcome.messages = found.sorted();
  if (quiet) {
    std::erase_if(outcome.messages, [](const auto& diagnostic) {
      return diagnostic.severity != diag::Severity::error;
    });
  }
  return outcome;
}

}  // namespace eksplan::app
