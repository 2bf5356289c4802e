#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/k8s/read.hpp"
#include "eksplan/units/quantity.hpp"

// Real manifests and tables of known answers, where EKSPLAN_CORPUS names the folder that has them;
// they are not part of the project. Without it these tests have nothing to do.
namespace eksplan::k8s {
namespace {

namespace fs = std::filesystem;

fs::path corpus() {
  const char* folder = std::getenv("EKSPLAN_CORPUS");
  return folder == nullptr ? fs::path() : fs::path(folder);
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Rows of a TSV with `#` comments, by header.
std::vector<std::map<std::string, std::string>> read_rows(const fs::path& path) {
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> header;
  std::istringstream lines(read_whole(path));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') {
      continue;
    }
    const auto cells = base::split(line, '\t');
    if (header.empty()) {
      header.assign(cells.begin(), cells.end());
      continue;
    }
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < header.size(); ++i) {
      row[header[i]] = i < cells.size() ? std::string(cells[i]) : std::string();
    }
  }
  return rows;
}

TEST_CASE("the reference parser's own vectors give the same quantities", "[k8s][corpus]") {
  if (corpus().empty()) {
    return;
  }
  const std::set<std::string> refused_here{"+", "-", ".", "+.", "-."};  // zero to the reference
  std::size_t checked = 0;
  for (const auto& row : read_rows(corpus() / "k8s-quantity" / "quantity.tsv")) {
    const auto& input = row.at("input");
    CAPTURE(input);
    const auto parsed = units::parse_quantity(input);
    const bool valid = row.at("valid") == "1" && refused_here.count(input) == 0;
    CHECK(parsed.has_value() == valid);
    if (valid && parsed) {
      CHECK(base::decimal_text(parsed->nanos(), 0) == row.at("nano"));
    }
    ++checked;
  }
  CHECK(checked > 100);
}

TEST_CASE("the corner cases of requests come out as the table says", "[k8s][corpus]") {
  if (corpus().empty()) {
    return;
  }
  const auto text = read_whole(corpus() / "edge-cases" / "edge.yaml");
  const std::vector<File> files{{"edge.yaml", text}};
  diag::Diagnostics found;
  const auto inventory = read(files, {}, found);
  std::map<std::string, const model::Workload*> workloads;
  for (const auto& workload : inventory.workloads) {
    workloads[workload.id.text()] = &workload;
  }
  std::size_t expected = 0;
  for (const auto& row : read_rows(corpus() / "edge-cases" / "edge.tsv")) {
    const auto id = fmt::format("{}/{}/{}", row.at("namespace"), row.at("kind"), row.at("name"));
    CAPTURE(id);
    const bool counted = row.at("valid") == "1" && row.at("counted") == "1";
    REQUIRE((workloads.count(id) == 1) == counted);
    if (!counted) {
      continue;
    }
    ++expected;
    const auto& workload = *workloads.at(id);
    CHECK(std::to_string(workload.replicas.expected) == row.at("replicas"));
    CHECK(std::to_string(workload.pod.requests.cpu.millis()) == row.at("cpu_milli"));
    CHECK(std::to_string(workload.pod.requests.memory.count()) == row.at("memory_bytes"));
    CHECK(std::to_string(workload.pod.requests.ephemeral_storage.count()) ==
          row.at("ephemeral_bytes"));
  }
  CHECK(inventory.workloads.size() == expected);
  CHECK(found.error_count() == 5);
}

const std::set<std::string> kWorkloadKinds{
    "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController",
    "Job",        "CronJob",     "Pod"};

std::string text_at(const doc::Node& node, std::initializer_list<std::string_view> path) {
  std::optional<doc::Node> at = node;
  for (const auto key : path) {
    at = at->find(key);
    if (!at) {
      return {};
    }
  }
  return std::string(at->text());
}

// A kind of the same name in a group of one's own is another kind.
bool is_of_kubernetes(const doc::Node& node) {
  const auto api_version = text_at(node, {"apiVersion"});
  const auto group = api_version.substr(0, api_version.find('/'));
  return group != "example.com";
}

// What the reader may leave out without a word: it stands in the input twice, or runs nothing any
// more.
bool may_be_silent(const doc::Node& node) {
  const auto metadata = node.find("metadata");
  const auto phase = text_at(node, {"status", "phase"});
  return (metadata && metadata->find("ownerReferences")) || phase == "Succeeded" ||
         phase == "Failed" ||
         (text_at(node, {"kind"}) == "ReplicaSet" && text_at(node, {"spec", "replicas"}) == "0");
}

// Objects of a document, lists taken apart; the kind of an item comes from its list if it has none.
void collect(const doc::Node& node, const std::string& kind,
             std::vector<std::pair<std::string, doc::Node>>& into) {
  const auto own = text_at(node, {"kind"});
  const auto& named = own.empty() ? kind : own;
  const auto items = node.find("items");
  if (items && items->is_sequence()) {
    const auto item_kind = named.size() > 4 ? named.substr(0, named.size() - 4) : std::string();
    for (std::size_t i = 0; i < items->size(); ++i) {
      collect(items->at(i), item_kind, into);
    }
  } else if (node.is_mapping()) {
    into.emplace_back(named, node);
  }
}

std::vector<fs::path> manifests() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(corpus())) {
    const auto extension = entry.path().extension();
    const bool of_another_kind = entry.path().string().find("yaml-test-suite") != std::string::npos;
    if (entry.is_regular_file() && !of_another_kind &&
        (extension == ".yaml" || extension == ".yml" || extension == ".json")) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// Whether a YAML file has a ClusterConfig of eksctl, told without any reader.
bool has_cluster_config(const std::string& text) {
  return text.find("\nkind: ClusterConfig") != std::string::npos &&
         text.find("apiVersion: eksctl.io/") != std::string::npos;
}

TEST_CASE("every real ClusterConfig is read without an error", "[k8s][corpus]") {
  if (corpus().empty()) {
    return;
  }
  std::size_t configs = 0;
  std::size_t groups = 0;
  for (const auto& path : manifests()) {
    const auto text = read_whole(path);
    if (!has_cluster_config(text)) {
      continue;
    }
    CAPTURE(path.string());
    ++configs;
    const std::vector<File> files{{path.string(), text}};
    diag::Diagnostics found;
    const auto inventory = read(files, {}, found);
    for (const auto& problem : found.all()) {
      UNSCOPED_INFO(problem.at.line << ": " << problem.at.path << ": " << problem.message);
    }
    CHECK(found.all().empty());
    CHECK(inventory.cluster.described);
    CHECK_FALSE(inventory.cluster.name.empty());
    CHECK_FALSE(inventory.cluster.region.empty());
    CHECK(inventory.skipped.empty());
    groups += inventory.cluster.node_groups.size();
  }
  CHECK(configs > 40);
  CHECK(groups > 40);
}

TEST_CASE("every workload of every real manifest is read or named with a reason", "[k8s][corpus]") {
  if (corpus().empty()) {
    return;
  }
  std::size_t read_workloads = 0;
  for (const auto& path : manifests()) {
    CAPTURE(path.string());
    const auto text = read_whole(path);
    const std::vector<File> files{{path.string(), text}};
    diag::Diagnostics found;
    const auto inventory = read(files, {}, found);
    std::set<std::pair<std::string, std::string>> named;
    for (const auto& workload : inventory.workloads) {
      named.emplace(workload.id.kind, workload.id.name);
    }
    read_workloads += inventory.workloads.size();

    diag::Diagnostics unused;
    const auto document = doc::read({.name = path.string(), .text = text}, {}, unused);
    std::vector<std::pair<std::string, doc::Node>> objects;
    for (std::size_t i = 0; i < document.size(); ++i) {
      collect(document.root(i), "", objects);
    }
    for (std::size_t i = 0; i < objects.size(); ++i) {
      const auto& [kind, node] = objects[i];
      if (kWorkloadKinds.count(kind) == 0 || !is_of_kubernetes(node) || may_be_silent(node)) {
        continue;
      }
      const auto from = node.position().line;
      const auto to = i + 1 < objects.size() ? objects[i + 1].second.position().line : UINT32_MAX;
      const bool told =
          std::any_of(found.all().begin(), found.all().end(), [from, to](const auto& problem) {
            return problem.at.line >= from && problem.at.line <= to;
          });
      CAPTURE(kind, from);
      CHECK((told || named.count({kind, text_at(node, {"metadata", "name"})}) == 1));
    }
  }
  CHECK(read_workloads > 300);
}

}  // namespace
}  // namespace eksplan::k8s
