#include <set>
#include <string>

#include "describe.hpp"
#include <catch2/catch.hpp>

namespace eksplan::cluster {
namespace {

using model::ClusterUse;
using model::TaintEffect;

TEST_CASE("describe-cluster tells name, region and versions", "[cluster][aws]") {
  const auto result = describe(
      R"({"cluster": {"name": "demo", "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/demo",
          "version": "1.29", "platformVersion": "eks.5", "status": "ACTIVE",
          "computeConfig": {"enabled": true}, "zonalShiftConfig": {"enabled": true}}})");
  CHECK(result.told.empty());
  CHECK(result.others == 0);
  CHECK(result.cluster.described);
  CHECK(result.cluster.name == "demo");
  CHECK(result.cluster.region == "eu-west-1");
  CHECK(result.cluster.version == model::KubernetesVersion{1, 29});
  CHECK(result.cluster.platform_version == 5);
  CHECK(result.cluster.auto_mode);
  CHECK_FALSE(result.cluster.node_groups_known);
  CHECK(result.cluster.uses == std::set{ClusterUse::zonal_shift});
}

TEST_CASE("a cluster on an Outpost is there, and its platform counts otherwise", "[cluster][aws]") {
  const auto result = describe(
      R"({"cluster": {"name": "demo", "platformVersion": "eks-local-outposts.3",
          "outpostConfig": {"outpostArns": ["arn:aws:outposts:x"]}}})");
  CHECK(result.told.empty());
  CHECK(result.cluster.zone == "arn:aws:outposts:x");
  CHECK_FALSE(result.cluster.platform_version);
}

TEST_CASE("describe-fargate-profile tells a profile", "[cluster][aws]") {
  const auto result = describe(
      "{\"fargateProfile\": {\"fargateProfileName\": \"web\", \"clusterName\": \"demo\",\n"
      "  \"subnets\": [\"subnet-1\"], \"status\": \"ACTIVE\", \"tags\": {\"a\": \"b\"},\n"
      "  \"selectors\": [{\"namespace\": \"shop\", \"labels\": {\"tier\": \"web\"}},\n"
      "                {\"labels\": null}]}}");
  CHECK(result.told.empty());
  CHECK(result.cluster.name == "demo");
  REQUIRE(result.cluster.fargate_profiles.size() == 1);
  const auto& profile = result.cluster.fargate_profiles[0];
  CHECK(profile.name == "web");
  CHECK(profile.path == "fargateProfile");
  CHECK(profile.subnets == Lines{"subnet-1"});
  CHECK(profile.selectors == std::vector<model::ProfileSelector>{
                                 {"shop", {{"tier", "web"}}, {0, 3, 31}}, {"", {}, {0, 4, 17}}});
}

TEST_CASE("describe-nodegroup tells a node group", "[cluster][aws]") {
  const auto result = describe(
      R"({"nodegroup": {"nodegroupName": "general", "clusterName": "demo", "version": "1.28",
          "capacityType": "SPOT", "instanceTypes": ["m6g.large"], "amiType": "BOTTLEROCKET_ARM_64",
          "scalingConfig": {"minSize": 1, "maxSize": 4, "desiredSize": 2}, "diskSize": 20,
          "labels": {"pool": "a"}, "launchTemplate": {"id": "lt-1"},
          "taints": [{"key": "k", "value": "v", "effect": "PREFER_NO_SCHEDULE"}],
          "remoteAccess": {"ec2SshKey": "key"}}})");
  CHECK(result.told.empty());
  const auto group = only_group(result);
  CHECK(group.name == "general");
  CHECK(group.managed);
  CHECK(group.spot);
  CHECK(group.arm);
  CHECK(group.bottlerocket);
  CHECK(group.launch_template);
  CHECK(group.min_size == 1);
  CHECK(group.desired_size == 2);
  CHECK(group.max_size == 4);
  CHECK(group.labels == model::Labels{{"pool", "a"}});
  CHECK(group.taints == std::vector<model::Taint>{{"k", "v", TaintEffect::prefer_no_schedule}});
  CHECK(group.path == "nodegroup");
  CHECK(result.cluster.uses == std::set{ClusterUse::bottlerocket, ClusterUse::ssh});
  CHECK_FALSE(result.cluster.version);
  CHECK_FALSE(result.cluster.node_groups_known);
}

TEST_CASE("images that are one's own and Windows tell by the type of the image", "[cluster][aws]") {
  const auto custom = describe(R"({"nodegroup": {"nodegroupName": "a", "amiType": "CUSTOM"}})");
  CHECK(custom.cluster.uses == std::set{ClusterUse::custom_ami});
  CHECK(only_group(custom).instance_types.empty());
  CHECK(only_group(describe(R"({"nodegroup": {"amiType": "WINDOWS_FULL_2022_x86_64"}})")).windows);
}

TEST_CASE("describe-subnets tells addresses, and which subnets are public", "[cluster][aws]") {
  const auto result = describe(
      R"({"Subnets": [
          {"SubnetId": "subnet-3", "AvailabilityZone": "eu-west-1c", "AvailableIpAddressCount": 4091,
           "MapPublicIpOnLaunch": true},
          {"SubnetId": "subnet-1", "MapPublicIpOnLaunch": false,
           "Tags": [{"Key": "kubernetes.io/role/internal-elb", "Value": "1"}]},
          {"SubnetId": "subnet-2", "MapPublicIpOnLaunch": false,
           "Tags": [{"Key": "kubernetes.io/role/elb", "Value": "1"}]},
          {"SubnetId": "subnet-0", "MapPublicIpOnLaunch": false}], "NextToken": "x"})");
  CHECK(result.told.empty());
  const auto& subnets = result.cluster.subnets;
  REQUIRE(subnets.size() == 4);
  CHECK(subnets[0].id == "subnet-0");
  CHECK_FALSE(subnets[0].is_public);
  CHECK(subnets[1].is_public == false);
  CHECK(subnets[2].is_public == true);
  CHECK(subnets[3].is_public == true);
  CHECK(subnets[3].zone == "eu-west-1c");
  CHECK(subnets[3].free_addresses == 4091);
  CHECK(subnets[3].path == "Subnets[0]");
}

TEST_CASE("Pod Identity associations come as a list or one by one", "[cluster][aws]") {
  const auto result = describe(
      R"({"associations": [{"clusterName": "demo", "namespace": "b", "serviceAccount": "x"},
                           {"namespace": "a", "serviceAccount": "y"}]}
         {"association": {"namespace": "c", "serviceAccount": "z"}}
         {"associations": []})");
  CHECK(result.told.empty());
  CHECK(result.others == 0);
  REQUIRE(result.cluster.pod_identities.size() == 3);
  CHECK(result.cluster.pod_identities[0].service_account == "y");
  CHECK(result.cluster.pod_identities[2].namespace_name == "c");
}

TEST_CASE("answers stand one after the other or in an array", "[cluster][aws]") {
  const std::string one = R"({"nodegroup": {"nodegroupName": "a"}})";
  const std::string two = R"({"fargateProfile": {"fargateProfileName": "b"}})";
  for (const auto& text : {one + "\n" + two, "[" + one + ", " + two + "]"}) {
    CAPTURE(text);
    const auto result = describe(text);
    CHECK(result.told.empty());
    CHECK(result.others == 0);
    CHECK(result.cluster.node_groups.size() == 1);
    CHECK(result.cluster.fargate_profiles.size() == 1);
  }
  CHECK(describe("[" + one + "," + two + "]").cluster.fargate_profiles[0].path ==
        "[1].fargateProfile");
}

}  // namespace
}  // namespace eksplan::cluster
