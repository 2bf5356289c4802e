#include <optional>
#include <set>
#include <string>

#include "describe.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::cluster {
namespace {

using model::ClusterUse;
using model::TaintEffect;

Described with_group(const std::string& list, const std::string& fields) {
  return describe(cluster_config(fmt::format("{}: [{{name: g{}}}]\n", list, fields)));
}

TEST_CASE("a managed node group is read whole", "[cluster][eksctl]") {
  const auto result = describe(cluster_config(
      "managedNodeGroups:\n"
      "- name: general\n"
      "  instanceTypes: [m6g.large, m7g.large]\n"
      "  spot: true\n"
      "  minSize: 1\n"
      "  desiredCapacity: 2\n"
      "  maxSize: 6\n"
      "  labels: {pool: general}\n"
      "  taints: [{key: dedicated, value: batch, effect: NoSchedule}, {key: k, effect: "
      "NoExecute}]\n"));
  CHECK(result.told.empty());
  const auto group = only_group(result);
  CHECK(group.name == "general");
  CHECK(group.managed);
  CHECK(group.spot);
  CHECK(group.arm);
  CHECK_FALSE(group.windows);
  CHECK_FALSE(group.launch_template);
  CHECK(group.instance_types == Lines{"m6g.large", "m7g.large"});
  CHECK(group.labels == model::Labels{{"pool", "general"}});
  CHECK(group.taints == std::vector<model::Taint>{{"dedicated", "batch", TaintEffect::no_schedule},
                                                  {"k", "", TaintEffect::no_execute}});
  CHECK(group.path == "managedNodeGroups[0]");
  CHECK(group.at == model::Place{0, 5, 9});
  CHECK(result.cluster.uses.empty());
}

struct SizeRow {
  std::string fields;
  std::int64_t min;
  std::int64_t desired;
  std::int64_t max;
};

TEST_CASE("sizes that are not written follow those that are", "[cluster][eksctl]") {
  const auto row = GENERATE(values<SizeRow>({
      {"", 2, 2, 2},
      {", desiredCapacity: 3", 3, 3, 3},
      {", minSize: 1", 1, 1, 1},
      {", minSize: 0", 0, 0, 1},
      {", desiredCapacity: 0", 0, 0, 0},
      {", maxSize: 5", 2, 2, 5},
      {", minSize: 1, maxSize: 5", 1, 1, 5},
      {", minSize: 1, desiredCapacity: 4", 1, 4, 4},
      {", desiredCapacity: 2147483647", 2147483647, 2147483647, 2147483647},
  }));
  CAPTURE(row.fields);
  const auto group = only_group(with_group("nodeGroups", row.fields));
  CHECK(group.min_size == row.min);
  CHECK(group.desired_size == row.desired);
  CHECK(group.max_size == row.max);
}

struct TypeRow {
  std::string list;
  std::string fields;
  Lines types;
};

TEST_CASE("machine types have eksctl's default, or none when it chooses later",
          "[cluster][eksctl]") {
  const auto row = GENERATE(values<TypeRow>({
      {"managedNodeGroups", "", {"m5.large"}},
      {"nodeGroups", "", {"m5.large"}},
      {"nodeGroups", ", instanceType: c5.large", {"c5.large"}},
      {"nodeGroups",
       ", instanceType: mixed, instancesDistribution: {instanceTypes: [a.b, c.d]}",
       {"a.b", "c.d"}},
      {"managedNodeGroups", ", instanceTypes: [a.b]", {"a.b"}},
      {"managedNodeGroups", ", launchTemplate: {id: lt-1}", {}},
      {"nodeGroups", ", instanceSelector: {vCPUs: 2}", {}},
  }));
  CAPTURE(row.list, row.fields);
  CHECK(only_group(with_group(row.list, row.fields)).instance_types == row.types);
}

struct FlagRow {
  std::string list;
  std::string fields;
  bool spot = false;
  bool windows = false;
  bool arm = false;
  bool bottlerocket = false;
};

TEST_CASE("a node group's system and purchase are seen", "[cluster][eksctl]") {
  const auto row = GENERATE(values<FlagRow>({
      {"nodeGroups", ", amiFamily: WindowsServer2022CoreContainer", false, true},
      {"managedNodeGroups", ", amiFamily: BottlerocketFips", false, false, false, true},
      {"managedNodeGroups", ", amiFamily: AmazonLinux2023"},
      {"managedNodeGroups", ", instanceSelector: {cpuArchitecture: arm64}", false, false, true},
      {"managedNodeGroups", ", spot: false"},
      {"nodeGroups", ", spot: true"},
      {"nodeGroups", ", instancesDistribution: {instanceTypes: [m5.large]}"},
      {"nodeGroups",
       ", instancesDistribution: {instanceTypes: [m5.large], onDemandPercentageAboveBaseCapacity: "
       "50}",
       true},
  }));
  CAPTURE(row.list, row.fields);
  const auto group = only_group(with_group(row.list, row.fields));
  CHECK(group.spot == row.spot);
  CHECK(group.windows == row.windows);
  CHECK(group.arm == row.arm);
  CHECK(group.bottlerocket == row.bottlerocket);
}

struct UseRow {
  std::string fields;
  std::set<ClusterUse> uses;
};

TEST_CASE("what Fargate has nothing of is noted as a use of the cluster", "[cluster][eksctl]") {
  const auto row = GENERATE(values<UseRow>({
      {"", {}},
      {", amiFamily: Bottlerocket", {ClusterUse::bottlerocket}},
      {", ami: ami-0123", {ClusterUse::custom_ami}},
      {", ami: auto-ssm", {}},
      {", ssh: {allow: true}", {ClusterUse::ssh}},
      {", ssh: {allow: false, publicKeyName: k}", {}},
      {", ssh: {publicKeyName: k}", {ClusterUse::ssh}},
      {", ssh: {enableSsm: true}", {}},
      {", ssh: {}", {}},
      {", kubeletExtraConfig: {kubeReserved: {cpu: 300m}}", {ClusterUse::kubelet_arguments}},
      {", kubeletExtraConfig: {}", {}},
      {", overrideBootstrapCommand: bootstrap.sh demo", {}},
      {", overrideBootstrapCommand: bootstrap.sh demo --kubelet-extra-args x",
       {ClusterUse::kubelet_arguments}},
  }));
  CAPTURE(row.fields);
  const auto result = with_group("nodeGroups", row.fields);
  CHECK(result.told.empty());
  CHECK(result.cluster.uses == row.uses);
}

TEST_CASE("a self-managed group may write its taints as a mapping", "[cluster][eksctl]") {
  const auto result = with_group(
      "nodeGroups", ", taints: {a: 'v:NoSchedule', b: ':NoExecute', c: PreferNoSchedule}");
  CHECK(result.told.empty());
  CHECK(only_group(result).taints ==
        std::vector<model::Taint>{{"a", "v", TaintEffect::no_schedule},
                                  {"b", "", TaintEffect::no_execute},
                                  {"c", "", TaintEffect::prefer_no_schedule}});
}

TEST_CASE("an effect that is none is an error at its place", "[cluster][eksctl]") {
  CHECK(with_group("nodeGroups", ", taints: [{key: a, effect: NoShedule}, {key: b}]").told ==
        Lines{"a.yaml:4:50: error: nodeGroups[0].taints[0].effect: 'NoShedule' is not the effect "
              "of a taint [k8s-field-value] (did you mean NoSchedule?)",
              "a.yaml:4:62: error: nodeGroups[0].taints[1]: 'effect' is missing "
              "[k8s-field-missing]"});
  CHECK(with_group("nodeGroups", ", taints: {a: 'v:never'}").told ==
        Lines{"a.yaml:4:36: error: nodeGroups[0].taints.a: 'never' is not the effect of a taint "
              "[k8s-field-value] (write NoSchedule, PreferNoSchedule or NoExecute)"});
}

}  // namespace
}  // namespace eksplan::cluster
