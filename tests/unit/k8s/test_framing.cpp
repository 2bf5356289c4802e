#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;

std::vector<std::string> workload_ids(const ReadResult& result) {
  std::vector<std::string> ids;
  for (const auto& workload : result.inventory.workloads) {
    ids.push_back(workload.id.text());
  }
  return ids;
}

const std::string kBareTemplate = "template: {spec: {containers: [{name: a}]}}";

TEST_CASE("a list holds objects, also lists, and may be empty", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\n"
      "kind: List\n"
      "items:\n"
      "- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c}]}}\n"
      "- apiVersion: v1\n"
      "  kind: List\n"
      "  items:\n"
      "  - {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: [{name: c}]}}\n"
      "---\n"
      "{apiVersion: v1, kind: List, items: null}\n");
  CHECK(workload_ids(result) == Lines{"default/Pod/a", "default/Pod/b"});
  CHECK(result.told.empty());
}

TEST_CASE("the items of a typed list take kind and apiVersion from it", "[k8s]") {
  const auto result = read_text(
      "apiVersion: apps/v1\n"
      "kind: DeploymentList\n"
      "items:\n"
      "- {metadata: {name: a, namespace: shop}, spec: {" +
      kBareTemplate + "}}\n");
  const auto& workload = only_workload(result);
  CHECK(workload.id.text() == "shop/Deployment/a");
  CHECK(workload.api_version == "apps/v1");
  CHECK(workload.at == model::Place{0, 4, 21});
}

TEST_CASE("an object without a kind is known by its shape, or left out with a warning", "[k8s]") {
  const auto result = read_text(
      "metadata: {name: a}\n"
      "spec: {containers: [{name: c}]}\n"
      "---\n"
      "metadata: {name: n1}\n"
      "status: {nodeInfo: {architecture: arm64}}\n"
      "---\n"
      "replicaCount: 3\n");
  CHECK(workload_ids(result) == Lines{"default/Pod/a"});
  REQUIRE(result.inventory.nodes.size() == 1);
  CHECK(result.inventory.nodes[0].name == "n1");
  CHECK(
      result.told ==
      Lines{
          "a.yaml:7:1: warning: the document has no apiVersion and kind [k8s-no-kind] (it is left "
          "out)"});
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"(no kind)", 1}});
}

TEST_CASE("a known kind without an apiVersion is an error", "[k8s]") {
  const auto result = read_text("kind: Deployment\nmetadata: {name: a}\n");
  CHECK(
      result.told ==
      Lines{
          "a.yaml:1:1: error: the Deployment has no apiVersion [k8s-no-kind] (kubectl refuses it: "
          "write an apiVersion)"});
}

TEST_CASE("what is not a mapping is not an object, and reading goes on", "[k8s]") {
  const auto result =
      read_text("- a\n---\njust text\n---\n" + pod_with("{containers: [{name: a}]}"));
  CHECK(result.told ==
        Lines{"a.yaml:1:1: error: a list is not a Kubernetes object [k8s-not-an-object] (put the "
              "objects into the "
              "items of a kind: List, or divide them by ---)",
              "a.yaml:3:1: error: a string is not a Kubernetes object [k8s-not-an-object]"});
  CHECK(workload_ids(result) == Lines{"default/Pod/p"});
}

TEST_CASE("the group of an apiVersion counts: another's Deployment is not one", "[k8s]") {
  const auto result = read_text(
      "apiVersion: example.com/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 9, " +
      kBareTemplate + "}\n");
  CHECK(result.inventory.workloads.empty());
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"Deployment.example.com", 1}});
  CHECK(result.told.empty());
}

TEST_CASE("the old groups of a kind are the same kind", "[k8s]") {
  const auto version = GENERATE(
      values<std::string>({"extensions/v1beta1", "apps/v1beta1", "apps/v1beta2", "apps/v1"}));
  const auto result =
      read_text("apiVersion: " + version + "\nkind: Deployment\nmetadata: {name: a}\nspec: {" +
                kBareTemplate + "}\n");
  CHECK(only_workload(result).kind == model::WorkloadKind::deployment);
}

TEST_CASE("an object needs a name", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b}}\nspec: {containers: [{name: a}]}\n");
  CHECK(result.inventory.workloads.empty());
  CHECK(result.told ==
        Lines{"a.yaml:1:1: error: the Pod has no metadata.name [k8s-field-missing]"});
}

TEST_CASE("a generated name ends in a marker, and each such object counts", "[k8s]") {
  const std::string job =
      "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: build-}\nspec: {" + kBareTemplate +
      "}\n";
  const auto result = read_text(job + "---\n" + job);
  CHECK(workload_ids(result) == Lines{"default/Job/build-*", "default/Job/build-*2"});
  CHECK(result.told.empty());
}

TEST_CASE("of two objects that are the same the last one counts, and a warning names both places",
          "[k8s]") {
  const auto deployment = [](const std::string& version, int replicas) {
    return "apiVersion: " + version +
           "\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: " + std::to_string(replicas) +
           ", " + kBareTemplate + "}\n";
  };
  const auto result = read_files({deployment("extensions/v1beta1", 2), deployment("apps/v1", 5)});
  CHECK(only_workload(result).replicas.expected == 5);
  CHECK(
      result.told ==
      Lines{
          "b.yaml:3:18: warning: metadata.name: default/Deployment/a stands at a.yaml:3:18 as "
          "well; this one counts, as with kubectl apply [k8s-object-twice] (remove one of them)"});
}

TEST_CASE("the same name in another namespace or kind is another object", "[k8s]") {
  const auto result =
      read_text(pod_with("{containers: [{name: a}]}") +
                "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: other}\n"
                "spec: {containers: [{name: a}]}\n"
                "---\napiVersion: v1\nkind: Service\nmetadata: {name: p}\n");
  CHECK(workload_ids(result) == Lines{"default/Pod/p", "other/Pod/p"});
  CHECK(result.told.empty());
}

TEST_CASE("an object without a namespace is in the default one", "[k8s]") {
  const auto result =
      read_files({pod_with("{containers: [{name: a}]}")}, {.default_namespace = "shop"});
  CHECK(workload_ids(result) == Lines{"shop/Pod/p"});
}

TEST_CASE("kinds that run no pods are counted, not reported", "[k8s]") {
  const auto result = read_text(
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}\n"
      "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n"
      "---\n{apiVersion: example.com/v1, kind: ClusterConfig, metadata: {name: c, region: "
      "eu-west-1}}\n"
      "---\n{apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, resources: "
      "[x.yaml]}\n");
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"ClusterConfig", 1},
                                                                    {"ConfigMap", 2},
                                                                    {"Kustomization", 1}});
  CHECK(result.told.empty());
}

TEST_CASE("Helm hooks and tests are left out with a note", "[k8s]") {
  const auto result = read_text(
      "apiVersion: batch/v1\nkind: Job\n"
      "metadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-install,pre-upgrade\n"
      "spec: {" +
      kBareTemplate + "}\n");
  CHECK(result.inventory.workloads.empty());
  CHECK(result.told == Lines{"a.yaml:6:19: note: metadata.annotations[\"helm.sh/hook\"]: "
                             "default/Job/migrate is a Helm "
                             "hook (pre-install,pre-upgrade) and is not counted [k8s-hook]"});
}

TEST_CASE("a kind that is not a string stops that object only", "[k8s]") {
  const auto result =
      read_text("apiVersion: v1\nkind: 7\n---\n" + pod_with("{containers: [{name: a}]}"));
  CHECK(workload_ids(result) == Lines{"default/Pod/p"});
  CHECK(result.told ==
        Lines{"a.yaml:2:7: error: kind: '7' is a number, not a string [k8s-field-type] (put it in "
              "quotes)"});
}

}  // namespace
}  // namespace eksplan::k8s
