#include "support/memory_files.hpp"
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "eksplan/app/explain.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {
namespace {

const char* const kShopToExplain = R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  template:
    spec:
      initContainers:
        - {name: migrate, image: a, resources: {requests: {cpu: 900m, memory: 64Mi}}}
        - {name: mesh, image: a, restartPolicy: Always, resources: {requests: {cpu: 50m, memory: 32Mi}}}
      containers:
        - {name: web, image: a, resources: {requests: {cpu: 200m, memory: 256Mi}}}
        - {name: metrics, image: a, resources: {limits: {cpu: 100m, memory: 64Mi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: blog}
spec:
  template: {spec: {hostNetwork: true, containers: [{name: web, image: a, resources: {requests: {cpu: 1500m, memory: 3Gi}}}]}}
)";

EstimateOptions options() {
  EstimateOptions options;
  options.inputs = {"shop.yaml"};
  options.version = "0.0.0";
  return options;
}

Outcome explained(const std::string& target, PlainFormat format = PlainFormat::json) {
  return explain(target, options(), format,
                 support::MemoryFiles(support::MemoryFiles::Files{{"shop.yaml", kShopToExplain}}));
}

nlohmann::json json_of(const std::string& target) {
  const auto outcome = explained(target);
  REQUIRE(outcome.exit == ExitCode::done);
  return nlohmann::json::parse(outcome.standard_output);
}

TEST_CASE("each step from containers to the effective request is shown", "[app]") {
  const auto tree = json_of("shop/Deployment/web");
  CHECK(tree.at("workload").at("pods") == 3);
  REQUIRE(tree.at("containers").size() == 4);
  CHECK(tree.at("containers").at(0).at("role") == "init");
  CHECK(tree.at("containers").at(1).at("role") == "sidecar");
  CHECK(tree.at("containers").at(3).at("cpuMillicores") == 100);
  REQUIRE(tree.at("steps").size() == 4);
  CHECK(tree.at("steps").at(0).at("id") == "running");
  CHECK(tree.at("steps").at(0).at("cpuMillicores") == 350);
  CHECK(tree.at("steps").at(1).at("id") == "init");
  CHECK(tree.at("steps").at(1).at("cpuMillicores") == 900);
  CHECK(tree.at("steps").at(2).at("id") == "effective");
  CHECK(tree.at("steps").at(2).at("cpuMillicores") == 900);
  CHECK(tree.at("steps").at(2).at("memoryBytes") == 352LL << 20U);
  CHECK(tree.at("steps").at(3).at("memoryBytes") == 608LL << 20U);
  CHECK(tree.at("alternatives").size() == 2);
}

TEST_CASE("what keeps a workload off Fargate is named", "[app]") {
  const auto tree = json_of("blog/Deployment/web");
  CHECK(tree.at("placement").at("text") == "on nodes: Fargate refuses it by fargate-host-network");
  CHECK(tree.at("fargate").at("eligible") == false);
  CHECK(tree.at("nodes").size() == 1);
}

TEST_CASE("a node group is compared with its rivals", "[app]") {
  const auto placed = json_of("blog/Deployment/web");
  const auto group = placed.at("nodes").at(0).at("group").get<std::string>();
  const auto tree = json_of(group);
  CHECK(tree.at("nodeGroup").at("name") == group);
  CHECK(tree.at("rivals").size() == 5);
  CHECK(tree.at("own").at("instanceType") == tree.at("nodeGroup").at("instanceType"));
}

TEST_CASE("a target that is not there or not one is a usage error", "[app]") {
  const auto missing = explained("shop/Deployment/wob");
  CHECK(missing.exit == ExitCode::usage);
  CHECK(missing.standard_output.empty());
  CHECK(diag::print(missing.messages.at(0)) ==
        "eksplan: error: there is no rule, node group or workload 'shop/Deployment/wob' [usage]\n"
        "    did you mean shop/Deployment/web?\n");
  const auto two = explained("web");
  CHECK(two.exit == ExitCode::usage);
  CHECK(diag::print(two.messages.at(0)) ==
        "eksplan: error: 2 workloads have the name 'web' [usage]\n"
        "    write one of blog/Deployment/web, shop/Deployment/web\n");
}

TEST_CASE("input that cannot be planned stops an explanation", "[app]") {
  auto wanted = options();
  wanted.inputs = {"missing.yaml"};
  const auto outcome = explain("web", wanted, PlainFormat::table, support::MemoryFiles{});
  CHECK(outcome.exit == ExitCode::input);
  CHECK(outcome.standard_output.empty());
}

}  // namespace
}  // namespace eksplan::app
