#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using model::WorkloadKind;

std::vector<Hit> daemon_set(const RuleContext& context) {
  const auto& workload = context.workload;
  if (workload.kind == WorkloadKind::daemon_set) {
    return {{.at = workload.at, .path = "kind", .message = "a DaemonSet has no pods on Fargate"}};
  }
  if (workload.daemon_pod) {
    return {{.at = workload.at,
             .path = "metadata.ownerReferences",
             .message = "the pod belongs to a DaemonSet, which has no pods on Fargate"}};
  }
  return {};
}

/// What is known of a node that Fargate makes for a pod.
NodeKind fargate_node() {
  return {.labels = {{"eks.amazonaws.com/compute-type", "fargate"},
                     {"kubernetes.io/arch", "amd64"},
                     {"kubernetes.io/os", "linux"},
                     {"beta.kubernetes.io/arch", "amd64"},
                     {"beta.kubernetes.io/os", "linux"}},
          .taints = {{.key = "eks.amazonaws.com/compute-type", .value = "fargate"}}};
}

bool is_daemon_set_of_input(const Subject& subject) {
  return subject.workload->kind == WorkloadKind::daemon_set && !subject.workload->added;
}

std::optional<Hit> toleration_of_fargate(const model::Workload& workload) {
  if (refuses(fargate_node(), workload.pod.spec)) {
    return std::nullopt;
  }
  const auto taint = fargate_node().taints.front();
  const auto& tolerations = workload.pod.spec.tolerations;
  for (std::size_t i = 0; i < tolerations.size(); ++i) {
    if (tolerates({tolerations[i]}, taint)) {
      return Hit{.at = tolerations[i].at,
                 .path = fmt::format("{}.tolerations[{}]", workload.pod.path, i),
                 .message =
                     "the DaemonSet tolerates the taint of Fargate nodes, so each of them "
                     "gets a pod that stays Pending",
                 .object = workload.id};
    }
  }
  return std::nullopt;
}

std::vector<Hit> tolerates_all(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& subject : scene.subjects()) {
    if (scene.on_fargate().empty() || !is_daemon_set_of_input(subject)) {
      continue;
    }
    if (auto hit = toleration_of_fargate(*subject.workload)) {
      hits.push_back(std::move(*hit));
    }
  }
  return hits;
}

/// DaemonSets that make a node work and look after no pods: without them Fargate lacks nothing.
bool serves_the_node(const model::Workload& workload) {
  constexpr std::array<std::string_view, 10> kNames{"aws-node",
                                                    "aws-node-termination-handler",
                                                    "calico-node",
                                                    "cilium",
                                                    "eks-node-monitoring-agent",
                                                    "eks-pod-identity-agent",
                                                    "kube-flannel-ds",
                                                    "kube-proxy",
                                                    "node-local-dns",
                                                    "weave-net"};
  const auto& name = workload.id.name;
  const auto holds = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  return std::ranges::find(kNames, std::string_view(name)) != kNames.end() || holds("csi") ||
         holds("device-plugin") ||
         find_program(workload.pod.spec, {"csi-node-driver-registrar", "node-driver-registrar",
                                          "kube-proxy", "coredns"}) != nullptr;
}

std::vector<Hit> agents_missing(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& subject : scene.subjects()) {
    if (scene.on_fargate().empty() || !is_daemon_set_of_input(subject) ||
        serves_the_node(*subject.workload)) {
      continue;
    }
    const auto& requests = subject.workload->pod.requests_without_overhead;
    auto hit = hit_at(*subject.workload, "kind",
                      fmt::format("the DaemonSet has no pods beside those on Fargate ({})",
                                  subjects_text(scene.on_fargate())));
    hit.fix = fmt::format(
        "where it is needed run it as a sidecar, and count its {} cpu and {} memory in the size "
        "of each pod",
        requests.cpu, exact_text(requests.memory));
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<Hit> stateful_set(const RuleContext& context) {
  if (context.workload.kind != WorkloadKind::stateful_set) {
    return {};
  }
  return {{.at = context.workload.at, .path = "kind", .message = "the workload keeps state"}};
}

constexpr std::array<Interval, 2> kStateful{
    {{.since = kFargateLaunch, .until = kEfsFrom, .severity = FindingSeverity::warn},
     {.since = kEfsFrom, .severity = FindingSeverity::note}}};

constexpr std::array<Rule, 4> kKindRules{{
    {.id = "fargate-daemonset",
     .title = "Fargate runs no DaemonSets",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the daemon as a sidecar of the pods that need it, and keep the DaemonSet on nodes",
     .source = "EKS user guide, Fargate considerations; aws/containers-roadmap#971",
     .find = daemon_set,
     .trigger = "kind: DaemonSet, or a pod that a DaemonSet owns"},
    {.id = "fargate-daemonset-tolerates-all",
     .title = "A DaemonSet that tolerates every taint gets pods on Fargate nodes that never start",
     .intervals = kAlwaysWarn,
     .basis = Basis::observed,
     .fix = "require eks.amazonaws.com/compute-type NotIn [fargate] by node affinity",
     .source =
         "kubernetes-sigs/aws-efs-csi-driver#328, #340; aws/amazon-cloudwatch-agent-operator#183; "
         "aws/aws-cdk#11609; tigera/operator#2874",
     .find_all = tolerates_all,
     .trigger = "a DaemonSet with a toleration for every taint or eks.amazonaws.com/compute-type, "
                "without node affinity against Fargate, while pods run on Fargate"},
    {.id = "fargate-daemonset-agents-missing",
     .title = "Agents that run as DaemonSets do not see pods on Fargate",
     .intervals = kAlwaysNote,
     .basis = Basis::documented,
     .fix = "run the agent as a sidecar where it is needed, and count it in the size of each pod",
     .source = "EKS user guide, Fargate considerations",
     .find_all = agents_missing,
     .trigger = "a DaemonSet other than the CNI, kube-proxy, CSI drivers and device plugins, while "
                "pods run on Fargate"},
    {.id = "fargate-stateful-advice",
     .title = "AWS advised against stateful applications on Fargate until EFS worked there",
     .intervals = kStateful,
     .basis = Basis::documented,
     .fix = "keep data in S3, DynamoDB or EFS, or run the pods on nodes",
     .source = "EKS user guide of February 2020, Fargate considerations",
     .find = stateful_set,
     .trigger = "kind: StatefulSet"},
}};

}  // namespace

bool keeps_off_fargate(const model::PodSpec& pod) {
  auto node = fargate_node();
  node.taints.clear();
  return refuses(node, pod).has_value();
}

std::span<const Rule> kind_rules() {
  return kKindRules;
}

}  // namespace eksplan::rules
