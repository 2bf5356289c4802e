#include <set>
#include <string>

#include "describe.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::cluster {
namespace {

using model::ClusterUse;
using model::TaintEffect;

std::string resource(const std::string& type, const std::string& values,
                     const std::string& mode = "managed") {
  return fmt::format(
      R"({{"address": "{}.x", "mode": "{}", "type": "{}", "name": "x", "values": {}}})", type, mode,
      type, values);
}

std::string plan(const std::string& resources, const std::string& more = "") {
  return fmt::format(
      R"({{"format_version": "1.2", "terraform_version": "1.5.0",
          "planned_values": {{"root_module": {{"resources": [{}]{}}}}}}})",
      resources, more);
}

TEST_CASE("a plan tells the cluster and its Fargate profiles", "[cluster][terraform]") {
  const auto result = describe(plan(
      resource("aws_eks_cluster",
               R"({"name": "demo", "version": "1.30", "region": "eu-west-1",
                   "zonal_shift_config": [{"enabled": true}], "compute_config": [],
                   "outpost_config": []})") +
      "," +
      resource("aws_eks_fargate_profile",
               R"({"cluster_name": "demo", "fargate_profile_name": "web", "subnet_ids": ["s-1"],
                   "selector": [{"namespace": "shop", "labels": {"tier": "web"}},
                                {"namespace": "other", "labels": null}],
                   "tags": {"team": "a"}})")));
  CHECK(result.told.empty());
  CHECK(result.others == 0);
  const auto& cluster = result.cluster;
  CHECK(cluster.described);
  CHECK(cluster.name == "demo");
  CHECK(cluster.region == "eu-west-1");
  CHECK(cluster.version == model::KubernetesVersion{1, 30});
  CHECK(cluster.node_groups_known);
  CHECK_FALSE(cluster.auto_mode);
  CHECK(cluster.uses == std::set{ClusterUse::zonal_shift});
  REQUIRE(cluster.fargate_profiles.size() == 1);
  const auto& profile = cluster.fargate_profiles[0];
  CHECK(profile.name == "web");
  CHECK(profile.subnets == Lines{"s-1"});
  CHECK(profile.path == "planned_values.root_module.resources[1].values");
  REQUIRE(profile.selectors.size() == 2);
  CHECK(profile.selectors[0].namespace_name == "shop");
  CHECK(profile.selectors[1].labels.empty());
}

TEST_CASE("a state is read through all its modules, data sources left out",
          "[cluster][terraform]") {
  const auto group = [](const std::string& name) {
    return resource("aws_eks_node_group", fmt::format(R"({{"node_group_name": "{}"}})", name));
  };
  const auto result = describe(fmt::format(
      R"({{"format_version": "0.1", "terraform_version": "0.13.0", "values": {{"root_module": {{
          "resources": [{}, {}],
          "child_modules": [{{"resources": [{}], "child_modules": [{{"resources": [{}]}}]}}]}}}}}})",
      group("a"), resource("aws_eks_node_group", R"({"node_group_name": "looked-up"})", "data"),
      group("b"), group("c")));
  CHECK(result.told.empty());
  REQUIRE(result.cluster.node_groups.size() == 3);
  CHECK(result.cluster.node_groups[2].name == "c");
}

TEST_CASE("a node group of Terraform has its blocks and defaults", "[cluster][terraform]") {
  const auto result =
      describe(plan(resource("aws_eks_node_group",
                             R"({"cluster_name": "demo", "node_group_name_prefix": "general-",
                   "capacity_type": "SPOT", "ami_type": "AL2_ARM_64",
                   "scaling_config": [{"desired_size": 2, "max_size": 4, "min_size": 1}],
                   "labels": {"pool": "a"}, "launch_template": [], "remote_access": [],
                   "taint": [{"key": "k", "value": null, "effect": "NO_EXECUTE"}]})")));
  CHECK(result.told.empty());
  const auto group = only_group(result);
  CHECK(group.name == "general-");
  CHECK(group.spot);
  CHECK(group.arm);
  CHECK_FALSE(group.launch_template);
  CHECK(group.instance_types == Lines{"t3.medium"});
  CHECK(group.min_size == 1);
  CHECK(group.desired_size == 2);
  CHECK(group.max_size == 4);
  CHECK(group.taints == std::vector<model::Taint>{{"k", "", TaintEffect::no_execute}});
  CHECK(result.cluster.uses.empty());
}

TEST_CASE("what is known only after apply is absent, not wrong", "[cluster][terraform]") {
  const auto result = describe(
      plan(resource("aws_eks_node_group",
                    R"({"launch_template": [{"version": "1"}], "scaling_config": [{}]})") +
           "," + resource("aws_eks_fargate_profile", R"({"selector": [{"namespace": "a"}]})") +
           "," + resource("aws_subnet", R"({"map_public_ip_on_launch": true})")));
  CHECK(result.told.empty());
  CHECK(only_group(result).name == "aws_eks_node_group.x");
  CHECK(only_group(result).launch_template);
  CHECK(only_group(result).instance_types.empty());
  CHECK_FALSE(only_group(result).min_size);
  REQUIRE(result.cluster.fargate_profiles.size() == 1);
  CHECK(result.cluster.fargate_profiles[0].name == "aws_eks_fargate_profile.x");
  REQUIRE(result.cluster.subnets.size() == 1);
  CHECK(result.cluster.subnets[0].id == "aws_subnet.x");
  CHECK(result.cluster.subnets[0].is_public == true);
}

TEST_CASE("a selector whose namespace is known only after apply is told", "[cluster][terraform]") {
  const auto result =
      describe(plan(resource("aws_eks_fargate_profile",
                             R"({"fargate_profile_name": "a", "selector": [{"labels": {}}]})")));
  REQUIRE(result.told.size() == 1);
  CHECK(result.told[0].find("the namespace of a selector of aws_eks_fargate_profile.x is known "
                            "only after apply; the selector is left out") != std::string::npos);
  CHECK(result.cluster.fargate_profiles[0].selectors.empty());
  const auto without = describe(
      plan(resource("aws_eks_fargate_profile",
                    R"({"fargate_profile_name": "a", "selector": [{"namespace": null}]})")));
  CHECK(without.told.empty());
  REQUIRE(without.cluster.fargate_profiles[0].selectors.size() == 1);
  CHECK(without.cluster.fargate_profiles[0].selectors[0].namespace_name.empty());
}

TEST_CASE("subnets and Pod Identity associations come from Terraform too", "[cluster][terraform]") {
  const auto result =
      describe(plan(resource("aws_subnet",
                             R"({"id": "subnet-1", "availability_zone": "eu-west-1a",
                        "map_public_ip_on_launch": false,
                        "tags": {"kubernetes.io/role/internal-elb": "1"}})") +
                    "," +
                    resource("aws_eks_pod_identity_association",
                             R"({"namespace": "a", "service_account": "b"})")));
  CHECK(result.told.empty());
  REQUIRE(result.cluster.subnets.size() == 1);
  CHECK(result.cluster.subnets[0].id == "subnet-1");
  CHECK(result.cluster.subnets[0].zone == "eu-west-1a");
  CHECK(result.cluster.subnets[0].is_public == false);
  REQUIRE(result.cluster.pod_identities.size() == 1);
  CHECK(result.cluster.pod_identities[0].service_account == "b");
}

TEST_CASE("a plan without EKS says nothing about node groups", "[cluster][terraform]") {
  const auto result = describe(plan(resource("aws_s3_bucket", R"({"bucket": "b"})")));
  CHECK(result.told.empty());
  CHECK(result.others == 0);
  CHECK_FALSE(result.cluster.described);
  CHECK_FALSE(result.cluster.node_groups_known);
  const auto automatic =
      describe(plan(resource("aws_eks_cluster", R"({"compute_config": [{"enabled": true}]})")));
  CHECK(automatic.cluster.auto_mode);
  CHECK_FALSE(automatic.cluster.node_groups_known);
}

TEST_CASE("a file of Terraform in another form is an error that says what to give",
          "[cluster][terraform]") {
  CHECK(describe(R"({"format_version": "2.0", "planned_values": {}})").told ==
        Lines{"a.yaml:1:20: error: format_version: the format_version is '2.0', and eksplan reads "
              "0 and 1 [cluster-format] (give what terraform show -json prints of a plan or a "
              "state)"});
  const auto raw =
      describe(R"({"version": 4, "terraform_version": "1.5.0", "serial": 1, "resources": []})");
  CHECK(raw.told ==
        Lines{"a.yaml:1:1: error: this document of Terraform has no format_version "
              "[cluster-format] (give what terraform show -json prints of a plan or a state)"});
  CHECK_FALSE(raw.cluster.described);
}

}  // namespace
}  // namespace eksplan::cluster
