#include "scenes.hpp"
#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::FindingSeverity;
using model::SelectorOperator;
using test::check;
using test::only_finding;
using test::wants;
using Requirements = std::vector<model::LabelRequirement>;

const std::string kTerms =
    "spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution."
    "nodeSelectorTerms";

model::Workload selecting(const std::string& key, const std::string& value) {
  auto workload = test::deployment();
  workload.pod.spec.node_selector[key] = {value, test::line(30)};
  return workload;
}

struct SelectorRow {
  std::string key;
  std::string value;
  std::string rule;  ///< empty: nothing to say
};

TEST_CASE("a node selector is held against what a Fargate node is", "[rules]") {
  const auto row = GENERATE(values<SelectorRow>({
      {"kubernetes.io/os", "linux", ""},
      {"beta.kubernetes.io/os", "linux", ""},
      {"kubernetes.io/os", "windows", "fargate-windows"},
      {"kubernetes.io/arch", "amd64", ""},
      {"kubernetes.io/arch", "arm64", "fargate-arm64"},
      {"beta.kubernetes.io/arch", "arm64", "fargate-arm64"},
      {"eks.amazonaws.com/capacityType", "SPOT", "fargate-spot-selector"},
      {"karpenter.sh/capacity-type", "spot", "fargate-spot-selector"},
      {"eks.amazonaws.com/capacityType", "ON_DEMAND", "fargate-node-selector"},
      {"eks.amazonaws.com/compute-type", "fargate", ""},
      {"eks.amazonaws.com/compute-type", "ec2", "fargate-node-selector"},
      {"topology.kubernetes.io/zone", "us-east-1a", ""},
      {"topology.kubernetes.io/region", "us-east-1", ""},
      {"node.kubernetes.io/instance-type", "m5.large", "fargate-node-selector"},
      {"disktype", "ssd", "fargate-node-selector"},
  }));
  CAPTURE(row.key, row.value);
  const auto verdict = check(selecting(row.key, row.value));
  CHECK(verdict.eligible == row.rule.empty());
  if (row.rule.empty()) {
    CHECK(verdict.findings.empty());
    return;
  }
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{row.rule});
  const auto finding = only_finding(verdict, row.rule);
  CHECK(finding.at == test::line(30));
  CHECK(finding.message == "nodeSelector wants " + row.key + "=" + row.value);
}

TEST_CASE("a selector on a label that Fargate nodes lack shows as a warning", "[rules]") {
  const auto finding = only_finding(check(selecting("team/disk", "ssd")), "fargate-node-selector");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.basis == model::Basis::inferred);
  CHECK(finding.path == "spec.template.spec.nodeSelector[\"team/disk\"]");
}

struct AffinityRow {
  std::string what;
  Requirements alternatives;
  std::vector<std::string> blocked_by;
};

TEST_CASE("node affinity refuses Fargate only when every term does", "[rules]") {
  const auto arm = wants("kubernetes.io/arch", SelectorOperator::in, {"arm64"});
  const auto amd = wants("kubernetes.io/arch", SelectorOperator::in, {"amd64"});
  const auto both = wants("kubernetes.io/arch", SelectorOperator::in, {"amd64", "arm64"});
  const auto not_amd = wants("kubernetes.io/arch", SelectorOperator::not_in, {"amd64"});
  const auto windows = wants("kubernetes.io/os", SelectorOperator::in, {"windows"});
  const auto spot = wants("eks.amazonaws.com/capacityType", SelectorOperator::in, {"SPOT"});
  const auto any_capacity =
      wants("eks.amazonaws.com/capacityType", SelectorOperator::in, {"SPOT", "ON_DEMAND"});
  const auto no_spot = wants("eks.amazonaws.com/capacityType", SelectorOperator::not_in, {"SPOT"});
  const auto not_fargate =
      wants("eks.amazonaws.com/compute-type", SelectorOperator::not_in, {"fargate"});
  const auto no_gpu = wants("gpu", SelectorOperator::does_not_exist);
  const auto has_gpu = wants("gpu", SelectorOperator::exists);
  const auto zone = wants("topology.kubernetes.io/zone", SelectorOperator::in, {"us-east-1a"});
  const auto row = GENERATE_COPY(values<AffinityRow>({
      {"only arm64", {arm}, {"fargate-arm64"}},
      {"either architecture in one term", {both}, {}},
      {"either architecture in two terms", {arm, amd}, {}},
      {"anything but amd64", {not_amd}, {"fargate-arm64"}},
      {"only windows", {windows}, {"fargate-windows"}},
      {"arm64 or windows", {arm, windows}, {"fargate-arm64", "fargate-windows"}},
      {"arm64 or a label", {arm, has_gpu}, {"fargate-arm64", "fargate-node-selector"}},
      {"arm64 or no gpu", {arm, no_gpu}, {}},
      {"only spot", {spot}, {"fargate-spot-selector"}},
      {"either capacity", {any_capacity}, {"fargate-node-selector"}},
      {"no spot", {no_spot}, {}},
      {"not on Fargate", {not_fargate}, {"fargate-node-selector"}},
      {"a zone", {zone}, {}},
  }));
  CAPTURE(row.what);
  auto workload = test::deployment();
  test::require_nodes(workload, row.alternatives);
  const auto verdict = check(workload);
  CHECK(test::blocked_by(verdict) == row.blocked_by);
  CHECK(verdict.eligible == row.blocked_by.empty());
}

TEST_CASE("a DaemonSet that keeps off Fargate nodes is told nothing", "[rules]") {
  auto workload = test::deployment();
  workload.kind = model::WorkloadKind::daemon_set;
  test::require_nodes(
      workload, {wants("eks.amazonaws.com/compute-type", SelectorOperator::not_in, {"fargate"})});
  CHECK(test::blocked_by(check(workload)) == std::vector<std::string>{"fargate-daemonset"});
}

TEST_CASE("all requirements of one term count", "[rules]") {
  auto workload = test::deployment();
  test::require_nodes(workload, {wants("kubernetes.io/os", SelectorOperator::in, {"linux"})});
  workload.pod.spec.required_node_affinity[0].expressions.push_back(
      wants("kubernetes.io/arch", SelectorOperator::in, {"arm64", "s390x"}));
  const auto finding = only_finding(check(workload), "fargate-arm64");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.at == test::line(70));
  CHECK(finding.path == kTerms + "[0].matchExpressions[1]");
  CHECK(finding.message == "required node affinity wants kubernetes.io/arch In [arm64, s390x]");
}

TEST_CASE("an empty term and no terms at all match no node", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.has_required_node_affinity = true;
  CHECK(only_finding(check(workload), "fargate-node-selector").message ==
        "required node affinity has no terms, which no node satisfies");
  workload.pod.spec.required_node_affinity.emplace_back();
  CHECK(only_finding(check(workload), "fargate-node-selector").message ==
        "required node affinity has an empty term, which no node satisfies");
  workload.pod.spec.required_node_affinity.emplace_back();
  workload.pod.spec.required_node_affinity[1].expressions = {
      wants("kubernetes.io/arch", SelectorOperator::in, {"amd64"})};
  CHECK(check(workload).eligible);
}

TEST_CASE("the OS of a pod decides", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.os_name = model::Located<std::string>{"linux", test::line(16)};
  CHECK(check(workload).findings.empty());
  workload.pod.spec.os_name->value = "windows";
  const auto finding = only_finding(check(workload), "fargate-windows");
  CHECK(finding.path == "spec.template.spec.os.name");
  CHECK(finding.at == test::line(16));
  CHECK(finding.message == "the pod runs on windows");
}

TEST_CASE("constraints by host are noted, those by zone are not", "[rules]") {
  auto workload = test::deployment();
  auto& spec = workload.pod.spec;
  spec.required_pod_anti_affinity.resize(2);
  spec.required_pod_anti_affinity[0].topology_key = "topology.kubernetes.io/zone";
  spec.required_pod_anti_affinity[1].topology_key = "kubernetes.io/hostname";
  spec.required_pod_affinity.resize(1);
  spec.required_pod_affinity[0].topology_key = "kubernetes.io/hostname";
  spec.topology_spread.resize(1);
  spec.topology_spread[0].topology_key = "kubernetes.io/hostname";
  const auto verdict = check(workload);
  CHECK(verdict.eligible);
  const auto found = test::findings_of(verdict, "fargate-affinity-ignored");
  REQUIRE(found.size() == 3);
  CHECK(found[0].message ==
        "pod affinity by host can never be met: each Fargate pod is alone on its node");
  CHECK(found[1].path ==
        "spec.template.spec.affinity.podAntiAffinity."
        "requiredDuringSchedulingIgnoredDuringExecution[1]");
  CHECK(found[2].path == "spec.template.spec.topologySpreadConstraints[0]");
  CHECK(found[2].severity == FindingSeverity::note);
}

struct NameRow {
  std::string name;
  bool said;
};

TEST_CASE("a scheduler other than Kubernetes' own or Fargate's is warned about", "[rules]") {
  const auto row = GENERATE(values<NameRow>({{"default-scheduler", false},
                                             {"fargate-scheduler", false},
                                             {"", false},
                                             {"volcano", true}}));
  auto workload = test::deployment();
  workload.pod.spec.scheduler_name = model::Located<std::string>{row.name, test::line(17)};
  const auto verdict = check(workload);
  CHECK(verdict.eligible);
  CHECK(test::findings_of(verdict, "fargate-scheduler-name").size() == (row.said ? 1 : 0));
}

TEST_CASE("a priority class of one's own is noted", "[rules]") {
  const auto row = GENERATE(
      values<NameRow>({{"system-cluster-critical", false}, {"", false}, {"batch-low", true}}));
  auto workload = test::deployment();
  workload.pod.spec.priority_class_name = model::Located<std::string>{row.name, test::line(17)};
  CHECK(test::findings_of(check(workload), "fargate-priority-class").size() == (row.said ? 1 : 0));
}

TEST_CASE("a DaemonSet has no pods on Fargate, nor has a pod of one", "[rules]") {
  auto workload = test::deployment();
  workload.kind = model::WorkloadKind::daemon_set;
  const auto finding = only_finding(check(workload), "fargate-daemonset");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.at == test::line(3));
  CHECK(finding.path == "kind");
  CHECK(finding.message == "a DaemonSet has no pods on Fargate");

  auto orphan = test::pod();
  orphan.daemon_pod = true;
  CHECK(only_finding(check(orphan), "fargate-daemonset").message ==
        "the pod belongs to a DaemonSet, which has no pods on Fargate");
  CHECK_FALSE(check(orphan).eligible);
  CHECK(check(test::pod()).findings.empty());
}

model::Workload daemon_set(const std::string& name) {
  auto workload = test::deployment();
  workload.kind = model::WorkloadKind::daemon_set;
  workload.id = {"infra", "DaemonSet", name};
  return workload;
}

model::Workload tolerating(const std::string& key) {
  auto workload = daemon_set("agent");
  workload.pod.spec.tolerations.resize(2);
  workload.pod.spec.tolerations[0].key = "node.kubernetes.io/not-ready";
  workload.pod.spec.tolerations[0].exists = true;
  workload.pod.spec.tolerations[1].key = key;
  workload.pod.spec.tolerations[1].exists = true;
  workload.pod.spec.tolerations[1].at = test::line(33);
  return workload;
}

TEST_CASE("a DaemonSet that would put pods on Fargate nodes is warned about", "[rules]") {
  const auto key = GENERATE(values<std::string>({"", "eks.amazonaws.com/compute-type"}));
  test::SceneBuilder scene;
  scene.add(test::deployment()).add(tolerating(key));
  const auto finding = scene.only("fargate-daemonset-tolerates-all");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.basis == model::Basis::observed);
  CHECK(finding.object == model::ObjectId{"infra", "DaemonSet", "agent"});
  CHECK(finding.at == test::line(33));
  CHECK(finding.path == "spec.template.spec.tolerations[1]");
  CHECK(finding.message ==
        "the DaemonSet tolerates the taint of Fargate nodes, so each of them gets a pod that stays "
        "Pending");
}

TEST_CASE("a DaemonSet that gets no pods on Fargate nodes is not warned about", "[rules]") {
  const auto said = [](model::Workload daemon) {
    test::SceneBuilder scene;
    scene.add(test::deployment()).add(std::move(daemon));
    return !scene.findings("fargate-daemonset-tolerates-all").empty();
  };
  REQUIRE(said(tolerating("")));
  auto kept_off = tolerating("");
  test::require_nodes(
      kept_off, {wants("eks.amazonaws.com/compute-type", SelectorOperator::not_in, {"fargate"})});
  CHECK_FALSE(said(kept_off));
  CHECK_FALSE(said(tolerating("dedicated")));
  auto added = tolerating("");
  added.added = true;
  CHECK_FALSE(said(added));
  auto deployment = tolerating("");
  deployment.kind = model::WorkloadKind::deployment;
  CHECK_FALSE(said(deployment));

  test::SceneBuilder nothing_on_fargate;
  nothing_on_fargate.on_nodes(test::deployment()).add(tolerating(""));
  CHECK(nothing_on_fargate.findings("fargate-daemonset-tolerates-all").empty());
}

TEST_CASE("agents of DaemonSets are noted to miss the pods on Fargate", "[rules]") {
  test::SceneBuilder scene;
  scene.add(test::deployment()).add(daemon_set("fluent-bit")).add(daemon_set("node-exporter"));
  const auto found = scene.findings("fargate-daemonset-agents-missing");
  REQUIRE(found.size() == 2);
  CHECK(found[0].severity == FindingSeverity::note);
  CHECK(found[0].object == model::ObjectId{"infra", "DaemonSet", "fluent-bit"});
  CHECK(found[1].object == model::ObjectId{"infra", "DaemonSet", "node-exporter"});
  CHECK(found[0].at == test::line(3));
  CHECK(found[0].message ==
        "the DaemonSet has no pods beside those on Fargate (shop/Deployment/cart)");
  CHECK(found[0].fix ==
        "where it is needed run it as a sidecar, and count its 250m cpu and 256Mi memory in the "
        "size of each pod");

  test::SceneBuilder nothing_on_fargate;
  nothing_on_fargate.on_nodes(test::deployment()).add(daemon_set("fluent-bit"));
  CHECK(nothing_on_fargate.findings("fargate-daemonset-agents-missing").empty());
}

TEST_CASE("DaemonSets that serve their node are no agents that pods on Fargate miss", "[rules]") {
  const auto name =
      GENERATE(values<std::string>({"kube-proxy", "aws-node", "ebs-csi-node", "efs-csi-node",
                                    "secrets-store-csi-driver", "nvidia-device-plugin-daemonset"}));
  CAPTURE(name);
  test::SceneBuilder scene;
  scene.add(test::deployment()).add(daemon_set(name));
  CHECK(scene.findings("fargate-daemonset-agents-missing").empty());

  auto by_image = daemon_set("storage");
  by_image.pod.spec.containers.push_back(test::container("registrar"));
  by_image.pod.spec.containers.back().image =
      "public.ecr.aws/eks-distro/kubernetes-csi/node-driver-registrar:v2.10.0";
  auto added = daemon_set("fluent-bit");
  added.added = true;
  test::SceneBuilder others;
  others.add(test::deployment()).add(by_image).add(added);
  CHECK(others.findings("fargate-daemonset-agents-missing").empty());
}

struct FixRow {
  std::string key;
  std::string value;
  std::string rule;
  std::string day_before;
  std::string day;
  std::string fix_before;
  std::string fix;
};

TEST_CASE("what to run elsewhere goes by what managed node groups take on the day", "[rules]") {
  const auto row = GENERATE(values<FixRow>({
      {"kubernetes.io/os", "windows", "fargate-windows", "2022-12-14", "2022-12-15",
       "run the pod on self-managed Windows nodes", "run the pod on a Windows node group"},
      {"kubernetes.io/arch", "arm64", "fargate-arm64", "2020-08-16", "2020-08-17",
       "run the pod on self-managed Graviton nodes, or let it run on amd64 as well",
       "run the pod on a Graviton node group, or let it run on amd64 as well"},
      {"karpenter.sh/capacity-type", "spot", "fargate-spot-selector", "2020-11-30", "2020-12-01",
       "run the pod on self-managed Spot nodes", "run the pod on a Spot node group"},
  }));
  CAPTURE(row.rule);
  const auto workload = selecting(row.key, row.value);
  CHECK(only_finding(check(workload, {}, row.day_before), row.rule).fix == row.fix_before);
  CHECK(only_finding(check(workload, {}, row.day), row.rule).fix == row.fix);
}

TEST_CASE("AWS advised against state until EFS worked", "[rules]") {
  auto workload = test::stateful_set("fast");
  workload.volume_claims.clear();
  CHECK(only_finding(check(workload, {}, "2020-08-16"), "fargate-stateful-advice").severity ==
        FindingSeverity::warn);
  CHECK(only_finding(check(workload, {}, "2020-08-17"), "fargate-stateful-advice").severity ==
        FindingSeverity::note);
  CHECK(check(workload).eligible);
}

}  // namespace
}  // namespace eksplan::rules
