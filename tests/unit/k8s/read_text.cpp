#include "read_text.hpp"

#include <fmt/format.h>

#include "eksplan/diag/print.hpp"

namespace eksplan::k8s {

ReadResult read_files(const std::vector<std::string>& files, const Options& options) {
  std::vector<File> inputs;
  for (std::size_t i = 0; i < files.size(); ++i) {
    inputs.push_back({fmt::format("{}.yaml", static_cast<char>('a' + i)), files[i]});
  }
  diag::Diagnostics found;
  ReadResult result;
  result.inventory = read(inputs, options, found);
  for (const auto& problem : found.sorted()) {
    const auto& at = problem.at;
    result.told.push_back(fmt::format(
        "{}:{}:{}: {}: {}{}{} [{}]{}", at.file, at.line, at.column, diag::name(problem.severity),
        at.path, at.path.empty() ? "" : ": ", problem.message, problem.code,
        problem.hint.empty() ? "" : fmt::format(" ({})", problem.hint)));
  }
  return result;
}

ReadResult read_text(const std::string& text) {
  return read_files({text});
}

const model::Workload& only_workload(const ReadResult& result) {
  CAPTURE(result.told);
  REQUIRE(result.inventory.workloads.size() == 1);
  return result.inventory.workloads.front();
}

std::string pod_with(const std::string& spec) {
  return "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: " + spec + "\n";
}

}  // namespace eksplan::k8s

std::string Catch::StringMaker<eksplan::model::Place>::convert(const eksplan::model::Place& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}
