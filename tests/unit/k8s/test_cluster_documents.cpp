#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kConfig =
    "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n"
    "metadata: {name: demo, region: eu-west-1}\n"
    "fargateProfiles: [{name: web, selectors: [{namespace: shop}]}]\n";

TEST_CASE("a ClusterConfig may stand among manifests", "[k8s][cluster]") {
  const auto result = read_text(pod_with("{containers: [{name: a}]}") + "---\n" + kConfig +
                                "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n");
  CHECK(result.told.empty());
  CHECK(result.inventory.workloads.size() == 1);
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"ConfigMap", 1}});
  CHECK(result.inventory.cluster.name == "demo");
  REQUIRE(result.inventory.cluster.fargate_profiles.size() == 1);
  CHECK(result.inventory.cluster.fargate_profiles[0].at == model::Place{0, 9, 26});
}

TEST_CASE("places within a description name the file they are in", "[k8s][cluster]") {
  const auto result =
      read_files({pod_with("{containers: [{name: a}]}"), kConfig,
                  R"({"fargateProfile": {"fargateProfileName": "batch", "selectors": []}})"});
  CHECK(result.told.empty());
  const auto& profiles = result.inventory.cluster.fargate_profiles;
  REQUIRE(profiles.size() == 2);
  CHECK(profiles[0].name == "batch");
  CHECK(profiles[0].at.file == 2);
  CHECK(profiles[1].at.file == 1);
}

TEST_CASE("keys that are left out of manifests are none that a description needs",
          "[k8s][cluster]") {
  const auto result = read_text(
      R"({"cluster": {"name": "demo", "version": "1.29", "status": "ACTIVE"}}
         [{"nodegroup": {"nodegroupName": "a", "status": "ACTIVE", "labels": {"data": "x"}}}]
         {"format_version": "1.2", "terraform_version": "1.5.0", "values": {"root_module": {
          "resources": [{"mode": "managed", "type": "aws_eks_fargate_profile",
          "values": {"fargate_profile_name": "p", "status": "ACTIVE",
                     "selector": [{"namespace": "data"}]}}]}}})");
  CHECK(result.told.empty());
  const auto& cluster = result.inventory.cluster;
  CHECK(cluster.version == model::KubernetesVersion{1, 29});
  REQUIRE(cluster.node_groups.size() == 1);
  CHECK(cluster.node_groups[0].labels == model::Labels{{"data", "x"}});
  REQUIRE(cluster.fargate_profiles.size() == 1);
  CHECK(cluster.fargate_profiles[0].selectors[0].namespace_name == "data");
  CHECK(result.inventory.skipped.empty());
}

TEST_CASE("what is wrong in a description is told like anything else", "[k8s][cluster]") {
  const auto result = read_text(
      "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: demo}\n"
      "nodeGroups: 7\n---\n" +
      pod_with("{containers: [{name: a}]}"));
  CHECK(result.told ==
        Lines{"a.yaml:4:13: error: nodeGroups: '7' is a number, not a list [k8s-field-type]"});
  CHECK(result.inventory.workloads.size() == 1);
  CHECK(result.inventory.cluster.described);
}

TEST_CASE("a document that describes nothing is still told", "[k8s][cluster]") {
  const auto result = read_text("cluster: {enabled: true}\n");
  CHECK(result.told == Lines{"a.yaml:1:1: warning: the document has no apiVersion and kind "
                             "[k8s-no-kind] (it is left out)"});
  CHECK_FALSE(result.inventory.cluster.described);
}

}  // namespace
}  // namespace eksplan::k8s
