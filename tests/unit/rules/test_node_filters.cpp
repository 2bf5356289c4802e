#include "workloads.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/filter_key.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using model::SelectorOperator;
using model::Taint;
using model::TaintEffect;
using model::Toleration;
using test::wants;

struct MatchRow {
  model::LabelRequirement requirement;
  bool expected;
};

TEST_CASE("a requirement matches labels as Kubernetes matches them", "[rules]") {
  const model::Labels labels{
      {"disk", "ssd"}, {"cores", "8"}, {"empty", ""}, {"big", "9223372036854775807"}};
  const auto row = GENERATE(values<MatchRow>({
      {wants("disk", SelectorOperator::in, {"hdd", "ssd"}), true},
      {wants("disk", SelectorOperator::in, {"hdd"}), false},
      {wants("disk", SelectorOperator::in, {}), false},
      {wants("none", SelectorOperator::in, {""}), false},
      {wants("empty", SelectorOperator::in, {""}), true},
      {wants("disk", SelectorOperator::not_in, {"ssd"}), false},
      {wants("disk", SelectorOperator::not_in, {"hdd"}), true},
      {wants("none", SelectorOperator::not_in, {"hdd"}), true},
      {wants("disk", SelectorOperator::exists), true},
      {wants("empty", SelectorOperator::exists), true},
      {wants("none", SelectorOperator::exists), false},
      {wants("disk", SelectorOperator::does_not_exist), false},
      {wants("none", SelectorOperator::does_not_exist), true},
      {wants("cores", SelectorOperator::gt, {"7"}), true},
      {wants("cores", SelectorOperator::gt, {"8"}), false},
      {wants("cores", SelectorOperator::gt, {"-1"}), true},
      {wants("cores", SelectorOperator::gt, {"+7"}), true},
      {wants("cores", SelectorOperator::gt, {"+-7"}), false},
      {wants("cores", SelectorOperator::lt, {"9"}), true},
      {wants("cores", SelectorOperator::lt, {"8"}), false},
      {wants("cores", SelectorOperator::lt, {"9", "10"}), false},
      {wants("cores", SelectorOperator::lt, {}), false},
      {wants("cores", SelectorOperator::lt, {"9.5"}), false},
      {wants("cores", SelectorOperator::lt, {" 9"}), false},
      {wants("disk", SelectorOperator::gt, {"1"}), false},
      {wants("empty", SelectorOperator::gt, {"-1"}), false},
      {wants("none", SelectorOperator::lt, {"9"}), false},
      {wants("big", SelectorOperator::gt, {"1"}), true},
      {wants("cores", SelectorOperator::lt, {"9223372036854775808"}), false},
  }));
  CAPTURE(requirement_text(row.requirement));
  CHECK(matches(row.requirement, labels) == row.expected);
}

TEST_CASE("a label selector holds when all its requirements do; an empty one always does",
          "[rules]") {
  const model::Labels labels{{"app", "cart"}, {"tier", "web"}};
  CHECK(matches(model::LabelSelector{}, labels));
  CHECK(matches(model::LabelSelector{}, {}));
  const model::LabelSelector both{
      {wants("app", SelectorOperator::in, {"cart"}), wants("tier", SelectorOperator::exists)}};
  CHECK(matches(both, labels));
  CHECK_FALSE(matches(both, {{"app", "cart"}}));
}

struct TolerationRow {
  Toleration toleration;
  bool tolerated;
};

Toleration tolerating(std::string key, bool exists, std::string value,
                      std::optional<TaintEffect> effect) {
  return {.key = std::move(key),
          .exists = exists,
          .value = std::move(value),
          .effect = effect,
          .at = {}};
}

TEST_CASE("a toleration covers a taint by key, value and effect", "[rules]") {
  const Taint taint{"dedicated", "gpu", TaintEffect::no_schedule};
  const auto row = GENERATE(values<TolerationRow>({
      {tolerating("dedicated", false, "gpu", TaintEffect::no_schedule), true},
      {tolerating("dedicated", false, "gpu", std::nullopt), true},
      {tolerating("dedicated", false, "cpu", std::nullopt), false},
      {tolerating("dedicated", false, "", std::nullopt), false},
      {tolerating("dedicated", false, "gpu", TaintEffect::no_execute), false},
      {tolerating("dedicated", true, "", std::nullopt), true},
      {tolerating("dedicated", true, "", TaintEffect::prefer_no_schedule), false},
      {tolerating("other", true, "", std::nullopt), false},
      {tolerating("", true, "", std::nullopt), true},
      {tolerating("", true, "", TaintEffect::no_execute), false},
      {tolerating("", false, "gpu", std::nullopt), true},
      {tolerating("", false, "", std::nullopt), false},
  }));
  CAPTURE(row.toleration.key, row.toleration.exists, row.toleration.value);
  CHECK(tolerates({row.toleration}, taint) == row.tolerated);
}

TEST_CASE("one of several tolerations is enough, none is not", "[rules]") {
  const Taint taint{"dedicated", "", TaintEffect::no_execute};
  CHECK_FALSE(tolerates({}, taint));
  CHECK(tolerates({tolerating("a", true, "", {}), tolerating("dedicated", false, "", {})}, taint));
}

std::string refusal(const NodeKind& node, const model::PodSpec& pod) {
  const auto found = refuses(node, pod);
  return found ? std::string(found->filter) + ": " + found->reason : "";
}

TEST_CASE("a pod without wishes runs on any node that does not repel it", "[rules]") {
  const model::PodSpec pod;
  CHECK(refusal({}, pod).empty());
  CHECK(refusal({.labels = {{"disk", "ssd"}}}, pod).empty());
  CHECK(refusal({.taints = {{"a", "", TaintEffect::prefer_no_schedule}}}, pod).empty());
  CHECK(refusal({.taints = {{"a", "", TaintEffect::no_execute}}}, pod) ==
        "TaintToleration: taint a:NoExecute is not tolerated");
  CHECK(refusal({.taints = {{"dedicated", "db", TaintEffect::no_schedule}}}, pod) ==
        "TaintToleration: taint dedicated=db:NoSchedule is not tolerated");
}

TEST_CASE("every taint must be tolerated", "[rules]") {
  model::PodSpec pod;
  pod.tolerations = {tolerating("a", true, "", {})};
  CHECK(refusal({.taints = {{"a", "", TaintEffect::no_schedule}}}, pod).empty());
  CHECK(refusal(
            {.taints = {{"a", "", TaintEffect::no_schedule}, {"b", "", TaintEffect::no_schedule}}},
            pod) == "TaintToleration: taint b:NoSchedule is not tolerated");
}

TEST_CASE("a node selector wants every label with its value", "[rules]") {
  model::PodSpec pod;
  pod.node_selector["disk"] = {"ssd", {}};
  pod.node_selector["zone"] = {"a", {}};
  CHECK(refusal({.labels = {{"disk", "ssd"}, {"zone", "a"}}}, pod).empty());
  CHECK(refusal({.labels = {{"disk", "ssd"}, {"zone", "b"}}}, pod) ==
        "NodeAffinity: nodeSelector wants zone=a");
  CHECK(refusal({.labels = {{"zone", "a"}}}, pod) == "NodeAffinity: nodeSelector wants disk=ssd");
}

TEST_CASE("of required node affinity one term has to hold in full", "[rules]") {
  auto workload = test::deployment();
  test::require_nodes(workload, {wants("disk", SelectorOperator::in, {"ssd"}),
                                 wants("cores", SelectorOperator::gt, {"8"})});
  auto& pod = workload.pod.spec;
  pod.required_node_affinity[0].expressions.push_back(
      wants("old", SelectorOperator::does_not_exist));
  CHECK(refusal({.labels = {{"disk", "ssd"}}}, pod).empty());
  CHECK(refusal({.labels = {{"cores", "16"}}}, pod).empty());
  CHECK(refusal({.labels = {{"disk", "ssd"}, {"old", ""}}}, pod) ==
        "NodeAffinity: required node affinity wants old DoesNotExist or cores Gt 8");
  CHECK(refusal({}, pod) ==
        "NodeAffinity: required node affinity wants disk In [ssd] or cores Gt 8");
}

TEST_CASE("an empty term matches no node, and neither do no terms", "[rules]") {
  model::PodSpec pod;
  pod.has_required_node_affinity = true;
  CHECK(refusal({}, pod) == "NodeAffinity: required node affinity wants nothing (it has no terms)");
  pod.required_node_affinity.resize(1);
  CHECK(refusal({}, pod) == "NodeAffinity: required node affinity wants nothing (an empty term)");
}

TEST_CASE("no planned node has a name that a pod may ask for", "[rules]") {
  model::PodSpec pod;
  pod.has_required_node_affinity = true;
  pod.required_node_affinity.resize(1);
  pod.required_node_affinity[0].fields = {
      wants("metadata.name", SelectorOperator::in, {"ip-10-0-0-1"})};
  CHECK(refusal({.labels = {{"metadata.name", "ip-10-0-0-1"}}}, pod) ==
        "NodeAffinity: required node affinity wants metadata.name In [ip-10-0-0-1]");
  pod.required_node_affinity[0].fields[0].op = SelectorOperator::not_in;
  CHECK(refusal({}, pod).empty());
}

TEST_CASE("nodes run Linux", "[rules]") {
  model::PodSpec pod;
  pod.os_name = model::Located<std::string>{"linux", {}};
  CHECK(refusal({}, pod).empty());
  pod.os_name->value = "windows";
  CHECK(refusal({}, pod) == "PodOS: the pod runs on windows, the node on linux");
}

TEST_CASE("a node has labels by itself", "[rules]") {
  model::InstanceType type;
  type.name = "m7g.large";
  type.arch = model::Architecture::arm64;
  const auto labels = well_known_labels(type, model::Purchase::spot, "eu-west-1", "eu-west-1b");
  const model::Labels expected{
      {"beta.kubernetes.io/arch", "arm64"},
      {"beta.kubernetes.io/instance-type", "m7g.large"},
      {"beta.kubernetes.io/os", "linux"},
      {"eks.amazonaws.com/capacityType", "SPOT"},
      {"failure-domain.beta.kubernetes.io/region", "eu-west-1"},
      {"failure-domain.beta.kubernetes.io/zone", "eu-west-1b"},
      {"kubernetes.io/arch", "arm64"},
      {"kubernetes.io/os", "linux"},
      {"node.kubernetes.io/instance-type", "m7g.large"},
      {"topology.ebs.csi.aws.com/zone", "eu-west-1b"},
      {"topology.kubernetes.io/region", "eu-west-1"},
      {"topology.kubernetes.io/zone", "eu-west-1b"},
  };
  CHECK(labels == expected);
  for (const auto& [key, value] : labels) {
    CAPTURE(key);
    CHECK(is_well_known_label(key));
  }
}

TEST_CASE("without a zone there is no zone label, and what is not spot is on demand", "[rules]") {
  model::InstanceType type;
  type.name = "m5.large";
  const auto labels = well_known_labels(type, model::Purchase::savings_1yr, "us-east-1", "");
  CHECK_FALSE(labels.contains("topology.kubernetes.io/zone"));
  CHECK(labels.at("eks.amazonaws.com/capacityType") == "ON_DEMAND");
  CHECK(labels.at("kubernetes.io/arch") == "amd64");
}

TEST_CASE("a plan may choose other labels, and names its groups", "[rules]") {
  for (const auto* const key :
       {"kubernetes.io/hostname", "eks.amazonaws.com/compute-type", "karpenter.sh/capacity-type",
        "karpenter.k8s.aws/instance-category"}) {
    CAPTURE(key);
    CHECK(is_well_known_label(key));
  }
  for (const auto* const key : {"disktype", "eks.amazonaws.com/nodegroup", "karpenter.sh/nodepool",
                                "node-role.kubernetes.io/worker", "kubernetes.io"}) {
    CAPTURE(key);
    CHECK_FALSE(is_well_known_label(key));
  }
}

TEST_CASE("pods have one key exactly when no node tells them apart", "[rules]") {
  std::vector<model::PodSpec> pods(11);
  pods[1].os_name = model::Located<std::string>{"windows", {}};
  pods[2].node_selector["disk"] = {"ssd", {}};
  pods[3].node_selector["disks"] = {"sd", {}};
  pods[4].has_required_node_affinity = true;
  for (const std::size_t i : {5U, 6U, 7U}) {
    pods[i].has_required_node_affinity = true;
    pods[i].required_node_affinity.resize(1);
  }
  pods[6].required_node_affinity[0].expressions = {wants("disk", SelectorOperator::in, {"ssd"})};
  pods[7].required_node_affinity[0].expressions = {
      wants("disk", SelectorOperator::not_in, {"ssd"})};
  for (const std::size_t i : {8U, 9U, 10U}) {
    pods[i].tolerations.resize(1);
    pods[i].tolerations[0].key = "gpu";
  }
  pods[9].tolerations[0].exists = true;
  pods[10].tolerations[0].effect = TaintEffect::no_schedule;
  for (std::size_t a = 0; a < pods.size(); ++a) {
    for (std::size_t b = 0; b < pods.size(); ++b) {
      CAPTURE(a, b);
      CHECK((filter_key(pods[a]) == filter_key(pods[b])) == (a == b));
    }
  }
  auto elsewhere = pods[9];
  elsewhere.tolerations[0].at = {.file = 1, .line = 2, .column = 3};
  elsewhere.service_account_name = "other";
  CHECK(filter_key(elsewhere) == filter_key(pods[9]));
}

}  // namespace
}  // namespace eksplan::rules
