#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/random.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/k8s/read.hpp"

namespace eksplan::k8s {
namespace {

std::string random_resources(support::Random& random) {
  return fmt::format("{{requests: {{cpu: {}m}}, limits: {{memory: {}Mi}}}}",
                     random.between(0, 2000), random.between(1, 512));
}

std::string controller(support::Random& random, const std::string& kind, int number,
                       const std::string& owner) {
  return fmt::format(
      "apiVersion: apps/v1\nkind: {}\nmetadata: {{name: w{}, namespace: n{}{}}}\n"
      "spec: {{{}template: {{spec: {{containers: [{{name: a, resources: {}}}, {{name: b}}]}}}}}}\n",
      kind, number, number % 2, owner,
      random.chance(50) ? fmt::format("replicas: {}, ", random.between(0, 9)) : "",
      random_resources(random));
}

std::string owned_by(int number) {
  return fmt::format(
      ", ownerReferences: [{{apiVersion: apps/v1, kind: Deployment, name: w{}, uid: u, controller: "
      "true}}]",
      number);
}

// One file for each object: workloads, some owned by others that may be missing, their autoscalers,
// LimitRanges, objects without a fixed name, objects of other kinds and broken ones.
std::vector<File> random_cluster(support::Random& random, std::vector<std::string>& texts) {
  for (int i = 0; i < 8; ++i) {
    texts.push_back(controller(random, random.chance(50) ? "Deployment" : "StatefulSet", i, ""));
    texts.push_back(controller(random, "ReplicaSet", i, random.chance(70) ? owned_by(i) : ""));
    if (random.chance(50)) {
      texts.push_back(
          fmt::format("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: "
                      "{{name: h{}, namespace: n{}}}\n"
                      "spec: {{minReplicas: {}, maxReplicas: 7, scaleTargetRef: {{kind: "
                      "Deployment, name: w{}}}}}\n",
                      i, i % 2, random.between(1, 5), random.between(0, 7)));
    }
  }
  for (int i = 0; i < 3; ++i) {
    texts.push_back(fmt::format(
        "apiVersion: v1\nkind: LimitRange\nmetadata: {{name: l{}, namespace: n{}}}\n"
        "spec: {{limits: [{{type: Container, default: {{cpu: {}m}}, min: {{memory: {}Mi}}}}]}}\n",
        i, random.between(0, 1), random.between(1, 900), random.between(1, 64)));
    texts.push_back(fmt::format(
        "apiVersion: batch/v1\nkind: Job\nmetadata: {{generateName: j-}}\n"
        "spec: {{parallelism: {}, template: {{spec: {{containers: [{{name: a}}]}}}}}}\n",
        random.between(1, 5)));
    texts.push_back(
        fmt::format("{{apiVersion: v1, kind: ConfigMap, metadata: {{name: c{}}}}}\n", i));
    texts.push_back(
        fmt::format("{{apiVersion: v1, kind: Pod, metadata: {{name: bad{}}}, spec: {{}}}}\n", i));
  }
  std::vector<File> files;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    files.push_back({fmt::format("{:02}.yaml", i), texts[i]});
  }
  return files;
}

// All that a later stage sees, with places as file names.
std::string described(const model::Inventory& inventory, const diag::Diagnostics& found) {
  std::string text;
  for (const auto& workload : inventory.workloads) {
    text += fmt::format("{} {} {} {}-{}-{} {} {} {}\n", workload.id.text(),
                        inventory.files[workload.at.file], workload.at.line, workload.replicas.min,
                        workload.replicas.expected, workload.replicas.max,
                        workload.pod.requests.cpu.text(), workload.pod.requests.memory.text(),
                        workload.pod.uses_limit_range);
  }
  for (const auto& autoscaler : inventory.autoscalers) {
    text += autoscaler.id.text() + "\n";
  }
  for (const auto& skipped : inventory.skipped) {
    text += fmt::format("{} {}\n", skipped.kind, skipped.count);
  }
  for (const auto& problem : found.sorted()) {
    text += fmt::format("{}:{}: {}\n", problem.at.file, problem.at.line, problem.message);
  }
  return text;
}

TEST_CASE("the order of files changes nothing", "[k8s][property]") {
  const auto seed = GENERATE(range(0U, 40U));
  CAPTURE(seed);
  support::Random random(seed);
  std::vector<std::string> texts;
  auto files = random_cluster(random, texts);
  diag::Diagnostics first_found;
  const auto first = described(read(files, {}, first_found), first_found);
  for (auto i = files.size() - 1; i > 0; --i) {
    std::swap(files[i],
              files[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(i)))]);
  }
  diag::Diagnostics second_found;
  CHECK(described(read(files, {}, second_found), second_found) == first);
}

}  // namespace
}  // namespace eksplan::k8s
