#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;
using model::Place;
using model::SelectorOperator;

TEST_CASE("what the rules look at is read with its place", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\n"
      "kind: Pod\n"
      "metadata: {name: p, labels: {app: x}}\n"
      "spec:\n"
      "  hostNetwork: true\n"
      "  hostPID: false\n"
      "  os: {name: windows}\n"
      "  schedulerName: mine\n"
      "  priorityClassName: high\n"
      "  runtimeClassName: gvisor\n"
      "  serviceAccount: old-name\n"
      "  nodeSelector:\n"
      "    kubernetes.io/arch: arm64\n"
      "  containers:\n"
      "  - name: a\n"
      "    image: nginx:1\n"
      "    ports:\n"
      "    - containerPort: 80\n"
      "      hostPort: 8080\n"
      "    - {containerPort: 81, protocol: UDP, hostIP: 10.0.0.1}\n"
      "    securityContext:\n"
      "      privileged: true\n"
      "      allowPrivilegeEscalation: false\n"
      "      capabilities:\n"
      "        add:\n"
      "        - NET_ADMIN\n"
      "  initContainers:\n"
      "  - {name: s, restartPolicy: Always}\n");
  CHECK(result.told.empty());
  const auto& pod = only_workload(result).pod;
  const auto& spec = pod.spec;
  CHECK(pod.path == "spec");
  CHECK(pod.at == Place{0, 5, 3});
  CHECK(pod.labels == model::Labels{{"app", "x"}});
  CHECK(spec.host_network == model::Located<bool>{true, {0, 5, 16}});
  CHECK(spec.host_pid == model::Located<bool>{false, {0, 6, 12}});
  CHECK_FALSE(spec.host_ipc);
  CHECK(spec.os_name == model::Located<std::string>{"windows", {0, 7, 14}});
  CHECK(spec.scheduler_name->value == "mine");
  CHECK(spec.priority_class_name->value == "high");
  CHECK(spec.runtime_class_name->value == "gvisor");
  CHECK(spec.service_account_name == "old-name");
  CHECK(spec.node_selector.at("kubernetes.io/arch") ==
        model::Located<std::string>{"arm64", {0, 13, 25}});
  const auto& container = spec.containers.at(0);
  CHECK(container.image == "nginx:1");
  CHECK(container.at == Place{0, 15, 5});
  CHECK(container.ports ==
        std::vector<model::ContainerPort>{{80, 8080, "", "TCP", {0, 19, 17}},
                                          {81, 0, "10.0.0.1", "UDP", {0, 20, 50}}});
  CHECK(container.privileged == model::Located<bool>{true, {0, 22, 19}});
  CHECK(container.allow_privilege_escalation == model::Located<bool>{false, {0, 23, 33}});
  CHECK(container.added_capabilities ==
        std::vector<model::Located<std::string>>{{"NET_ADMIN", {0, 26, 11}}});
  CHECK(spec.init_containers.at(0).restarts_always);
}

struct WrongPod {
  std::string spec;
  std::string told;
};

TEST_CASE("a field of the wrong type or value is an error, and the pod is left out", "[k8s]") {
  const auto row = GENERATE(values<WrongPod>({
      {"{}",
       "a.yaml:4:7: error: spec: the pod has no containers [k8s-field-missing] (give it at least "
       "one under "
       "containers)"},
      {"{containers: []}",
       "a.yaml:4:20: error: spec.containers: the list of containers is empty [k8s-field-missing] "
       "(give the pod at least one container)"},
      {"{containers: {name: a}}",
       "a.yaml:4:20: error: spec.containers: this is a mapping, not a list [k8s-field-type]"},
      {"{containers: [a]}",
       "a.yaml:4:21: error: spec.containers[0]: 'a' is a string, not a mapping [k8s-field-type]"},
      {"{hostNetwork: 'true', containers: [{name: a}]}",
       "a.yaml:4:21: error: spec.hostNetwork: 'true' is a string, not a boolean [k8s-field-type] "
       "(remove the quotes)"},
      {"{containers: [{name: a, ports: [{containerPort: 1, hostPort: 70000}]}]}",
       "a.yaml:4:68: error: spec.containers[0].ports[0].hostPort: '70000' is more than 65535 "
       "[k8s-field-value] (write a "
       "number from 0 to 65535)"},
      {"{nodeSelector: {gpu: true}, containers: [{name: a}]}",
       "a.yaml:4:28: error: spec.nodeSelector.gpu: 'true' is a boolean, not a string "
       "[k8s-field-type]"},
      {"{tolerations: [{operator: Exist}], containers: [{name: a}]}",
       "a.yaml:4:33: error: spec.tolerations[0].operator: 'Exist' is not one of Exists, Equal "
       "[k8s-field-value] (did "
       "you mean Exists?)"},
      {"{volumes: [{name: v, hostPath: {path: /}, emptyDir: {}}], containers: [{name: a}]}",
       "a.yaml:4:49: error: spec.volumes[0].emptyDir: the volume is a hostPath already "
       "[k8s-field-value] (give each "
       "volume one type)"},
      {"{volumes: [{name: v, persistentVolumeClaim: {}}], containers: [{name: a}]}",
       "a.yaml:4:51: error: spec.volumes[0].persistentVolumeClaim: 'claimName' is missing "
       "[k8s-field-missing]"},
  }));
  const auto result = read_text(pod_with(row.spec));
  CHECK(result.inventory.workloads.empty());
  REQUIRE_FALSE(result.told.empty());
  CHECK(result.told.front() == row.told);
}

TEST_CASE("labels that were not quoted are taken as text with a warning", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Pod\n"
      "metadata:\n  name: p\n  labels: {on: off, version: 1.10, none: ~}\n"
      "spec: {containers: [{name: a}]}\n");
  CHECK(only_workload(result).labels ==
        model::Labels{{"none", ""}, {"true", "off"}, {"version", "1.10"}});
  REQUIRE(result.told.size() == 2);
  CHECK(result.told[1] ==
        "a.yaml:5:30: warning: metadata.labels.version: '1.10' is a number, not a string; it is "
        "taken as "
        "text [k8s-field-type] (write \"1.10\" in quotes)");
}

TEST_CASE("kubectl's copy of the object is not kept", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Pod\n"
      "metadata:\n  name: p\n  annotations:\n    a: b\n"
      "    kubectl.kubernetes.io/last-applied-configuration: '{}'\n"
      "spec: {containers: [{name: a}]}\n");
  CHECK(only_workload(result).annotations == model::Labels{{"a", "b"}});
}

TEST_CASE(
    "volumes are read by their type, a bare name is an emptyDir, unknown types keep their name",
    "[k8s]") {
  const auto result =
      read_text(pod_with("{containers: [{name: a}], volumes: [{name: bare}, {name: mem, emptyDir: "
                         "{medium: Memory, sizeLimit: 1Gi}},"
                         " {name: claim, persistentVolumeClaim: {claimName: data}}, {name: csi, "
                         "csi: {driver: efs.csi.aws.com}},"
                         " {name: lustre, portworxVolume: {volumeID: x}}, {name: e, ephemeral: "
                         "{volumeClaimTemplate: {spec:"
                         " {storageClassName: gp3, accessModes: [ReadWriteOnce], resources: "
                         "{requests: {storage: 5Gi}}}}}},"
                         " {name: none, hostPath: ~}]}"));
  CHECK(result.told.empty());
  const auto& volumes = only_workload(result).pod.spec.volumes;
  REQUIRE(volumes.size() == 7);
  CHECK(volumes[0].source == model::VolumeSource::empty_dir);
  CHECK(volumes[0].at == Place{0, 4, 43});
  CHECK(volumes[1].in_memory);
  CHECK(volumes[1].size_limit->units_up() == 1LL << 30);
  CHECK(volumes[2].claim == "data");
  CHECK(volumes[3].driver == "efs.csi.aws.com");
  CHECK(volumes[4].source == model::VolumeSource::other);
  CHECK(volumes[4].type == "portworxVolume");
  CHECK(volumes[5].source == model::VolumeSource::ephemeral);
  CHECK(volumes[5].storage_class == "gp3");
  CHECK(volumes[5].requested == units::Bytes::gib(5));
  CHECK(volumes[6].source == model::VolumeSource::empty_dir);
}

TEST_CASE("affinity, spread and tolerations are read", "[k8s]") {
  const auto result = read_text(pod_with(
      "\n  affinity:\n"
      "    nodeAffinity:\n"
      "      requiredDuringSchedulingIgnoredDuringExecution:\n"
      "        nodeSelectorTerms:\n"
      "        - matchExpressions:\n"
      "          - {key: kubernetes.io/os, operator: In, values: [windows]}\n"
      "          matchFields: [{key: metadata.name, operator: NotIn, values: [n1]}]\n"
      "      preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {}}]\n"
      "    podAntiAffinity:\n"
      "      requiredDuringSchedulingIgnoredDuringExecution:\n"
      "      - labelSelector: {matchLabels: {app: x}, matchExpressions: [{key: tier, operator: "
      "Exists}]}\n"
      "        namespaceSelector: {}\n"
      "        matchLabelKeys: [pod-template-hash]\n"
      "        mismatchLabelKeys: [tenant]\n"
      "        topologyKey: kubernetes.io/hostname\n"
      "  topologySpreadConstraints:\n"
      "  - {maxSkew: 2, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, minDomains: 3,\n"
      "     nodeAffinityPolicy: Ignore, nodeTaintsPolicy: Honor, matchLabelKeys: [release]}\n"
      "  - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}\n"
      "  tolerations:\n"
      "  - {operator: Exists}\n"
      "  - {key: team, value: a, effect: NoSchedule}\n"
      "  containers: [{name: a}]"));
  CHECK(result.told.empty());
  const auto& spec = only_workload(result).pod.spec;
  CHECK(spec.has_required_node_affinity);
  CHECK(spec.has_preferences);
  REQUIRE(spec.required_node_affinity.size() == 1);
  CHECK(spec.required_node_affinity[0].expressions ==
        std::vector<model::LabelRequirement>{
            {"kubernetes.io/os", SelectorOperator::in, {"windows"}, {0, 10, 13}}});
  CHECK(spec.required_node_affinity[0].fields[0].op == SelectorOperator::not_in);
  REQUIRE(spec.required_pod_anti_affinity.size() == 1);
  const auto& term = spec.required_pod_anti_affinity[0];
  CHECK(term.all_namespaces);
  CHECK(term.match_label_keys == Lines{"pod-template-hash"});
  CHECK(term.mismatch_label_keys == Lines{"tenant"});
  CHECK(term.topology_key == "kubernetes.io/hostname");
  REQUIRE(term.selector->requirements.size() == 2);
  CHECK(term.selector->requirements[0].values == Lines{"x"});
  CHECK(term.selector->requirements[1].op == SelectorOperator::exists);
  REQUIRE(spec.topology_spread.size() == 2);
  CHECK(spec.topology_spread[0].max_skew == 2);
  CHECK_FALSE(spec.topology_spread[0].do_not_schedule);
  CHECK(spec.topology_spread[0].min_domains == 3);
  CHECK_FALSE(spec.topology_spread[0].honors_affinity);
  CHECK(spec.topology_spread[0].honors_taints);
  CHECK(spec.topology_spread[0].match_label_keys == Lines{"release"});
  CHECK(spec.topology_spread[1].honors_affinity);
  CHECK_FALSE(spec.topology_spread[1].honors_taints);
  REQUIRE(spec.tolerations.size() == 2);
  CHECK(spec.tolerations[0].exists);
  CHECK_FALSE(spec.tolerations[0].effect);
  CHECK(spec.tolerations[1].effect == model::TaintEffect::no_schedule);
}

TEST_CASE("a requirement that can match nothing by mistake is an error", "[k8s]") {
  const auto expression = [](const std::string& text) {
    return pod_with(
        "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        "{nodeSelectorTerms:\n"
        " [{matchExpressions: [" +
        text + "]}]}}}, containers: [{name: a}]}");
  };
  const auto row = GENERATE(values<WrongPod>({
      {"{key: a, operator: In}",
       ": values has 0 entries [k8s-field-value] (give at least one value)"},
      {"{key: a, operator: Gt, values: ['1', '2']}",
       ": values has 2 entries [k8s-field-value] (give exactly one value)"},
      {"{key: a, operator: NotIm, values: [b]}",
       ".operator: 'NotIm' is not an operator [k8s-field-value] (did you mean NotIn?)"},
  }));
  const auto result = read_text(expression(row.spec));
  CHECK(result.inventory.workloads.empty());
  REQUIRE(result.told.size() == 1);
  CHECK(result.told[0].find("nodeSelectorTerms[0].matchExpressions[0]" + row.told) !=
        std::string::npos);
}

}  // namespace
}  // namespace eksplan::k8s
