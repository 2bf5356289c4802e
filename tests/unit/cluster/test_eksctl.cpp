#include <set>
#include <string>

#include "describe.hpp"
#include <catch2/catch.hpp>

namespace eksplan::cluster {
namespace {

using model::ClusterUse;

TEST_CASE("a ClusterConfig names its cluster, region and version", "[cluster][eksctl]") {
  const auto result = describe(
      "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n"
      "metadata: {name: demo, region: eu-west-1, version: \"1.31\"}\n"
      "zonalShiftConfig: {enabled: true}\n");
  CHECK(result.told.empty());
  CHECK(result.others == 0);
  const auto& cluster = result.cluster;
  CHECK(cluster.described);
  CHECK(cluster.name == "demo");
  CHECK(cluster.region == "eu-west-1");
  CHECK(cluster.version == model::KubernetesVersion{1, 31});
  CHECK(cluster.version_at == model::Place{0, 3, 52});
  CHECK(cluster.zone.empty());
  CHECK(cluster.node_groups_known);
  CHECK(cluster.node_groups.empty());
  CHECK(cluster.uses == std::set{ClusterUse::zonal_shift});
}

TEST_CASE("Fargate profiles have their selectors, subnets, tags and places", "[cluster][eksctl]") {
  const auto result =
      describe(cluster_config("fargateProfiles:\n"
                              "- name: web\n"
                              "  selectors:\n"
                              "  - namespace: shop\n"
                              "    labels: {tier: web}\n"
                              "  - labels: {tier: '*'}\n"
                              "  subnets: [subnet-2, subnet-1]\n"
                              "  tags: {team: a}\n"
                              "- name: all\n"
                              "  selectors: [{namespace: '*'}]\n"
                              "- selectors: []\n"));
  CHECK(result.told.empty());
  const auto& profiles = result.cluster.fargate_profiles;
  REQUIRE(profiles.size() == 3);
  CHECK(profiles[0].name.empty());
  CHECK(profiles[0].path == "fargateProfiles[2]");
  CHECK(profiles[0].at == model::Place{0, 14, 3});
  CHECK(profiles[1].name == "all");
  CHECK(profiles[1].path == "fargateProfiles[1]");
  CHECK(profiles[1].subnets.empty());
  const auto& web = profiles[2];
  CHECK(web.name == "web");
  CHECK(web.at == model::Place{0, 5, 9});
  CHECK(web.path == "fargateProfiles[0]");
  CHECK(web.subnets == Lines{"subnet-2", "subnet-1"});
  CHECK(web.tags == model::Labels{{"team", "a"}});
  CHECK(web.selectors ==
        std::vector<model::ProfileSelector>{{"shop", {{"tier", "web"}}, {0, 7, 16}},
                                            {"", {{"tier", "*"}}, {0, 9, 5}}});
}

TEST_CASE("service accounts that get a role outside the manifests are named", "[cluster][eksctl]") {
  const auto result = describe(cluster_config(
      "iam:\n"
      "  serviceAccounts:\n"
      "  - {metadata: {name: arns, namespace: a}, attachPolicyARNs: [arn]}\n"
      "  - {metadata: {name: known, namespace: a}, wellKnownPolicies: {autoScaler: true}}\n"
      "  - {metadata: {name: inline, namespace: a}, attachPolicy: {Version: x}}\n"
      "  - {metadata: {name: role}, attachRoleARN: arn}\n"
      "  - {metadata: {name: nothing, namespace: a}}\n"
      "  - {metadata: {name: switched-off, namespace: a}, wellKnownPolicies: {autoScaler: false}}\n"
      "  - {metadata: {name: only-role, namespace: a}, attachPolicyARNs: [arn], roleOnly: true}\n"
      "  - {metadata: {namespace: a}, attachPolicyARNs: [arn]}\n"));
  CHECK(result.told.empty());
  CHECK(result.cluster.role_accounts ==
        std::set<std::string>{"a/arns", "a/inline", "a/known", "default/role"});
}

TEST_CASE("Pod Identity associations are sorted and stand once", "[cluster][eksctl]") {
  const auto result =
      describe(cluster_config("iam:\n"
                              "  podIdentityAssociations:\n"
                              "  - {namespace: b, serviceAccountName: x}\n"
                              "  - {namespace: a, serviceAccountName: why}\n"
                              "  - {namespace: b, serviceAccountName: x}\n"));
  CHECK(result.told.empty());
  CHECK(result.cluster.pod_identities ==
        std::vector<model::PodIdentity>{{"a", "why", {0, 7, 5}}, {"b", "x", {0, 8, 5}}});
}

TEST_CASE("subnets are public or private as they are filed", "[cluster][eksctl]") {
  const auto result =
      describe(cluster_config("vpc:\n"
                              "  subnets:\n"
                              "    public:\n"
                              "      eu-west-1a: {id: subnet-1}\n"
                              "      eu-west-1b: {cidr: 10.0.0.0/24}\n"
                              "    private:\n"
                              "      first: {id: subnet-0, az: eu-west-1c}\n"
                              "      eu-west-1a:\n"));
  CHECK(result.told.empty());
  const auto& subnets = result.cluster.subnets;
  REQUIRE(subnets.size() == 3);
  CHECK(subnets[0].id == "eu-west-1b");
  CHECK(subnets[0].is_public == true);
  CHECK(subnets[1].id == "subnet-0");
  CHECK(subnets[1].is_public == false);
  CHECK(subnets[1].zone == "eu-west-1c");
  CHECK(subnets[1].path == "vpc.subnets.private.first");
  CHECK(subnets[2].id == "subnet-1");
  CHECK(subnets[2].zone == "eu-west-1a");
  CHECK(subnets[2].at == model::Place{0, 7, 24});
}

struct ZoneRow {
  std::string fields;
  std::string zone;
};

TEST_CASE("a cluster is at the edge of its region when all its nodes are", "[cluster][eksctl]") {
  const auto row = GENERATE(values<ZoneRow>({
      {"localZones: [eu-west-1-x-1a]\n", ""},
      {"nodeGroups: [{name: a, localZones: [us-west-2-lax-1b, us-west-2-lax-1a]}]\n",
       "us-west-2-lax-1a"},
      {"nodeGroups: [{name: a, availabilityZones: [us-east-1-wl1-bos-wlz-1]}]\n",
       "us-east-1-wl1-bos-wlz-1"},
      {"nodeGroups: [{name: a, localZones: [us-west-2-lax-1a]}, {name: b}]\n", ""},
      {"nodeGroups: [{name: a, localZones: [us-west-2-lax-1a], availabilityZones: [us-west-2a]}]\n",
       ""},
      {"nodeGroups: [{name: a, localZones: [us-west-2-lax-1a]}]\nmanagedNodeGroups: [{name: b}]\n",
       ""},
      {"outpost: {controlPlaneOutpostARN: 'arn:aws:outposts:x'}\nnodeGroups: [{name: a}]\n",
       "arn:aws:outposts:x"},
  }));
  CAPTURE(row.fields);
  CHECK(describe(cluster_config(row.fields)).cluster.zone == row.zone);
}

TEST_CASE("with Auto Mode or Karpenter the node groups are not all there is", "[cluster][eksctl]") {
  const auto automatic = describe(cluster_config("autoModeConfig: {enabled: true}\n")).cluster;
  CHECK(automatic.auto_mode);
  CHECK_FALSE(automatic.node_groups_known);
  const auto manual = describe(cluster_config("autoModeConfig: {enabled: false}\n")).cluster;
  CHECK_FALSE(manual.auto_mode);
  CHECK(manual.node_groups_known);
  CHECK_FALSE(describe(cluster_config("karpenter: {version: 1.0.0}\n")).cluster.node_groups_known);
}

TEST_CASE("of two descriptions of one thing the last counts", "[cluster]") {
  const auto result = describe_files(
      {cluster_config("nodeGroups: [{name: a, instanceType: m5.large}]\n"
                      "fargateProfiles:\n"
                      "- {name: same, selectors: [{namespace: x}, {namespace: w}]}\n"
                      "- {name: other, selectors: [{namespace: x}]}\n"
                      "- {selectors: [{namespace: m}]}\n"),
       cluster_config("managedNodeGroups: [{name: a, instanceType: c5.large}]\n"
                      "fargateProfiles:\n"
                      "- {name: same, subnets: [s], selectors: [{namespace: w}, {namespace: x}]}\n"
                      "- {name: other, selectors: [{namespace: z}]}\n"
                      "- {selectors: [{namespace: m}]}\n")});
  CHECK(result.told.empty());
  CHECK(only_group(result).instance_types == Lines{"c5.large"});
  CHECK(only_group(result).at.file == 1);
  const auto& profiles = result.cluster.fargate_profiles;
  REQUIRE(profiles.size() == 4);
  CHECK(profiles[1].name.empty());
  CHECK(profiles[2].name == "other");
  CHECK(profiles[2].selectors[0].namespace_name == "z");
  CHECK(profiles[2].described_twice);
  CHECK(profiles[3].name == "same");
  CHECK(profiles[3].subnets == Lines{"s"});
  CHECK_FALSE(profiles[3].described_twice);
}

TEST_CASE("two clusters in one input are told", "[cluster]") {
  const auto result = describe_files(
      {cluster_config(""),
       "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: prod}\n"});
  CHECK(result.told ==
        Lines{"b.yaml:3:18: warning: metadata.name: the input describes the clusters 'demo' and "
              "'prod', which are read as one [cluster-two] (give what describes one cluster)"});
  CHECK(result.cluster.name == "prod");
}

TEST_CASE("a version that was not quoted is taken as written", "[cluster][eksctl]") {
  const auto result =
      describe("apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {version: 1.30}\n");
  CHECK(result.told == Lines{"a.yaml:3:21: warning: metadata.version: '1.30' is a number, not a "
                             "string; it is taken as text [k8s-field-type] (write \"1.30\" in "
                             "quotes)"});
  CHECK(result.cluster.version == model::KubernetesVersion{1, 30});
}

TEST_CASE("a version that is none is an error, and eksctl's own words are not",
          "[cluster][eksctl]") {
  CHECK(describe("apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {version: "
                 "newest}\n")
            .told == Lines{"a.yaml:3:21: error: metadata.version: 'newest' is not a Kubernetes "
                           "version [k8s-field-value] (write it like \"1.33\")"});
  const auto latest = describe(
      "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {version: latest}\n");
  CHECK(latest.told.empty());
  CHECK_FALSE(latest.cluster.version);
}

}  // namespace
}  // namespace eksplan::cluster
