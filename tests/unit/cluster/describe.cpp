#include "describe.hpp"

#include <fmt/format.h>

#include "eksplan/diag/print.hpp"
#include "eksplan/doc/read.hpp"

namespace eksplan::cluster {

Described describe_files(const std::vector<std::string>& files) {
  Described result;
  diag::Diagnostics found;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto name = fmt::format("{}.yaml", static_cast<char>('a' + i));
    const auto document = doc::read({.name = name, .text = files[i]}, {}, found);
    for (std::size_t root = 0; root < document.size(); ++root) {
      if (describes_cluster(document.root(root))) {
        read(document.root(root), static_cast<std::uint32_t>(i), result.cluster, found);
      } else {
        ++result.others;
      }
    }
  }
  settle(result.cluster);
  for (const auto& problem : found.sorted()) {
    const auto& at = problem.at;
    result.told.push_back(fmt::format(
        "{}:{}:{}: {}: {}{}{} [{}]{}", at.file, at.line, at.column, diag::name(problem.severity),
        at.path, at.path.empty() ? "" : ": ", problem.message, problem.code,
        problem.hint.empty() ? "" : fmt::format(" ({})", problem.hint)));
  }
  return result;
}

Described describe(const std::string& text) {
  return describe_files({text});
}

std::string cluster_config(const std::string& fields) {
  return "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo, region: "
         "eu-west-1}\n" +
         fields;
}

model::ClusterNodeGroup only_group(const Described& described) {
  CAPTURE(described.told);
  REQUIRE(described.cluster.node_groups.size() == 1);
  return described.cluster.node_groups.front();
}

}  // namespace eksplan::cluster
