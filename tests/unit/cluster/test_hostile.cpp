#include <string>

#include "describe.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::cluster {
namespace {

TEST_CASE("what describes no cluster is left to others", "[cluster]") {
  const auto* text = GENERATE(
      "{apiVersion: v1, kind: Pod, metadata: {name: a}}", "{apiVersion: eksctl.io/v1alpha5}",
      "{apiVersion: example.com/v1, kind: ClusterConfig}",
      "{apiVersion: example.com/v1, kind: Thing, planned_values: {}}",
      "{kind: Cluster, cluster: {name: a}}", "{cluster: {enabled: true}}", "{cluster: demo}",
      "{cluster: null}", "{nodegroup: null}", "{nodegroup: {}, values: {}}", "{values: {}}",
      "{associations: {a: b}}", "{association: {}}", "{}", "[]", "[1]", "[{nodegroup: {}}, 1]",
      "text", "1", "{NextToken: a}", "{kind: [], apiVersion: {}}");
  CAPTURE(text);
  const auto result = describe(text);
  CHECK(result.others == 1);
  CHECK(result.cluster == model::Cluster{});
  CHECK(result.told.empty());
}

TEST_CASE("a value of another type is told, and the rest is read", "[cluster]") {
  const auto result = describe(
      "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n"
      "metadata: {name: demo, region: [x]}\n"
      "fargateProfiles:\n"
      "- {name: 7, selectors: {namespace: a}}\n"
      "- text\n"
      "- {name: good, selectors: [a, {namespace: true}, {namespace: m, labels: [x]}], subnets: "
      "[1]}\n"
      "nodeGroups: {name: a}\n"
      "managedNodeGroups: [{name: g, minSize: -1, maxSize: 99999999999, desiredCapacity: many, "
      "labels: {a: {}}}]\n"
      "vpc: {subnets: {public: [a], private: {x: text}}}\n");
  CHECK(result.told ==
        Lines{"a.yaml:3:32: error: metadata.region: this is a list, not a string [k8s-field-type]",
              "a.yaml:5:10: error: fargateProfiles[0].name: '7' is a number, not a string "
              "[k8s-field-type] (put it in quotes)",
              "a.yaml:5:24: error: fargateProfiles[0].selectors: this is a mapping, not a list "
              "[k8s-field-type]",
              "a.yaml:6:3: error: fargateProfiles[1]: 'text' is a string, not a mapping "
              "[k8s-field-type]",
              "a.yaml:7:28: error: fargateProfiles[2].selectors[0]: 'a' is a string, not a mapping "
              "[k8s-field-type]",
              "a.yaml:7:43: error: fargateProfiles[2].selectors[1].namespace: 'true' is a boolean, "
              "not a string [k8s-field-type] (put it in quotes)",
              "a.yaml:7:73: error: fargateProfiles[2].selectors[2].labels: this is a list, not a "
              "mapping [k8s-field-type]",
              "a.yaml:7:90: error: fargateProfiles[2].subnets[0]: '1' is a number, not a string "
              "[k8s-field-type]",
              "a.yaml:8:13: error: nodeGroups: this is a mapping, not a list [k8s-field-type]",
              "a.yaml:9:40: error: managedNodeGroups[0].minSize: '-1' is negative "
              "[k8s-field-value] (write a number from 0 to 2147483647)",
              "a.yaml:9:53: error: managedNodeGroups[0].maxSize: '99999999999' is more than "
              "2147483647 [k8s-field-value] (write a number from 0 to 2147483647)",
              "a.yaml:9:83: error: managedNodeGroups[0].desiredCapacity: 'many' is a string, not a "
              "number [k8s-field-type]",
              "a.yaml:9:101: error: managedNodeGroups[0].labels.a: this is a mapping, not a string "
              "[k8s-field-type]",
              "a.yaml:10:25: error: vpc.subnets.public: this is a list, not a mapping "
              "[k8s-field-type]",
              "a.yaml:10:43: error: vpc.subnets.private.x: 'text' is a string, not a mapping "
              "[k8s-field-type]"});
  CHECK(result.cluster.name == "demo");
  REQUIRE(result.cluster.fargate_profiles.size() == 2);
  CHECK(result.cluster.fargate_profiles[1].name == "good");
  CHECK(only_group(result).max_size == 2);
}

TEST_CASE("null is absent everywhere", "[cluster]") {
  const auto result = describe_files(
      {"apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n"
       "metadata:\nfargateProfiles:\nmanagedNodeGroups:\nnodeGroups: ~\niam:\nvpc: {subnets: "
       "{public: }}\n"
       "availabilityZones:\nzonalShiftConfig:\noutpost:\nkarpenter:\n",
       R"({"cluster": {"name": null, "version": null, "platformVersion": null, "arn": null}}
          {"nodegroup": {"nodegroupName": null, "scalingConfig": null, "taints": null}}
          {"Subnets": []})",
       R"({"format_version": "1.0", "planned_values": null})",
       R"({"format_version": "1.0", "planned_values": {"root_module": {"resources": null}}})"});
  CHECK(result.told.empty());
  CHECK(result.others == 0);
  CHECK(result.cluster.name.empty());
  CHECK(result.cluster.node_groups_known);
}

TEST_CASE("answers and plans of other types are told", "[cluster]") {
  CHECK(describe(R"({"fargateProfile": "x"})").told ==
        Lines{"a.yaml:1:20: error: fargateProfile: 'x' is a string, not a mapping "
              "[k8s-field-type]"});
  CHECK(describe(R"({"Subnets": {"SubnetId": 1}})").told ==
        Lines{"a.yaml:1:13: error: Subnets: this is a mapping, not a list [k8s-field-type]"});
  CHECK(describe(R"({"cluster": {"name": "a", "platformVersion": "eks.x"}})").told ==
        Lines{"a.yaml:1:46: error: cluster.platformVersion: 'eks.x' is not a platform version "
              "[k8s-field-value] (EKS names them like eks.5)"});
  CHECK(describe(R"({"format_version": [], "planned_values": {}})").told.size() == 1);
  CHECK(describe(R"({"format_version": "1.0", "planned_values": {"root_module": {"resources": [
                     {"type": "aws_eks_cluster", "values": []}, 7]}}})")
            .told.size() == 2);
}

TEST_CASE("very many node groups of one name are soon settled", "[cluster]") {
  std::string text;
  for (int i = 0; i < 4'000; ++i) {
    text += fmt::format(R"({{"nodegroup": {{"nodegroupName": "g{}"}}}})", (4'000 - i) % 1'500);
  }
  const auto result = describe(text);
  CHECK(result.told.empty());
  CHECK(result.cluster.node_groups.size() == 1'500);
}

}  // namespace
}  // namespace eksplan::cluster
